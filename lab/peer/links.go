package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/openziti/sdk-golang/ziti/edge"
)

// maxLine is the longest line, in bytes, that is read from a link or from standard input.
const maxLine = 1 << 20

// links numbers the open links and remembers which one standard input talks to.
type links struct {
	events *eventWriter
	mutex  sync.Mutex
	count  int
	newest edge.Conn
}

// add makes conn the newest link and gives its number.
func (l *links) add(conn edge.Conn) int {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.count++
	l.newest = conn
	return l.count
}

func (l *links) current() edge.Conn {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.newest
}

// printLines reports what a link says until it ends.
func (l *links) printLines(number int, conn edge.Conn) {
	lines := bufio.NewScanner(conn)
	lines.Buffer(make([]byte, 0, 4096), maxLine)
	for lines.Scan() {
		l.events.write("LINE", number, lines.Text())
	}
	l.events.write("CLOSED", number)
	_ = conn.Close()
}

// sendStandardInput sends each line to the newest link until standard input ends.
func (l *links) sendStandardInput() error {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 0, 4096), maxLine)
	for lines.Scan() {
		if err := l.obey(lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (l *links) obey(line string) error {
	conn := l.current()
	if conn == nil {
		return fmt.Errorf("there is no link to send to")
	}
	switch {
	case line == "/fin":
		return conn.CloseWrite()
	case line == "/close":
		return conn.Close()
	case strings.HasPrefix(line, "//"):
		line = line[1:]
	}
	_, err := conn.Write([]byte(line + "\n"))
	return err
}
