package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/openziti/sdk-golang/ziti"
	"github.com/openziti/sdk-golang/ziti/edge"
)

// line is what a round trip carries: 64 bytes.
var line = []byte(strings.Repeat("x", 63) + "\n")

// spread says how a number of times is spread, in microseconds.
type spread struct {
	Count     int   `json:"count"`
	P50Micros int64 `json:"p50Micros"`
	P99Micros int64 `json:"p99Micros"`
}

// flow is the rate of one direction in 10⁶ bytes a second, while as many came back.
type flow struct {
	MBs float64 `json:"mbs"`
}

// crowd is what many links do together: how many lines a second in all, and how long one takes.
type crowd struct {
	LinesPerSecond float64 `json:"linesPerSecond"`
	Rtt            *spread `json:"rtt"`
}

// bench measures against hosts that send every byte back: one command a line on standard input, one line of JSON on
// standard output, until the input ends. The links are dialed by the command and closed after it.
func (p *peer) bench(args []string) error {
	flags := newFlags("bench")
	if err := flags.Parse(args); err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	commands := bufio.NewScanner(os.Stdin)
	for commands.Scan() {
		result, err := p.measure(strings.Fields(commands.Text()))
		if err != nil {
			return fmt.Errorf("%s: %w", commands.Text(), err)
		}
		if err := out.Encode(result); err != nil {
			return err
		}
	}
	return commands.Err()
}

func (p *peer) measure(words []string) (any, error) {
	if len(words) < 3 {
		return nil, errors.New("a command, the name of an echo host, and numbers are needed")
	}
	target := words[1]
	var numbers [3]int
	for i, word := range words[2:min(len(words), 5)] {
		number, err := strconv.Atoi(word)
		if err != nil || number < 0 {
			return nil, fmt.Errorf("%q is no number", word)
		}
		numbers[i] = number
	}
	switch words[0] {
	case "rtt":
		return p.rtt(target, numbers[0], numbers[1])
	case "dials":
		return p.dials(target, numbers[0], numbers[1])
	case "stream":
		return p.stream(target, numbers[0])
	case "crowd":
		return p.crowd(target, numbers[0], numbers[1], numbers[2])
	default:
		return nil, errors.New("no such command")
	}
}

func (p *peer) dialEcho(target string) (edge.Conn, error) {
	conn, err := p.context.DialWithOptions(p.service, &ziti.DialOptions{
		Identity:       target,
		ConnectTimeout: time.Minute,
		AppData:        []byte("bench"),
	})
	if err != nil {
		return nil, fmt.Errorf("cannot dial %s: %w", target, err)
	}
	return conn, nil
}

func (p *peer) rtt(target string, warmup, count int) (*spread, error) {
	conn, err := p.dialEcho(target)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	if _, err := roundTrips(conn, warmup); err != nil {
		return nil, err
	}
	times, err := roundTrips(conn, count)
	if err != nil {
		return nil, err
	}
	return spreadOf(times), nil
}

// roundTrips times a line written until all of it has come back.
func roundTrips(conn edge.Conn, count int) ([]time.Duration, error) {
	answer := make([]byte, len(line))
	times := make([]time.Duration, 0, count)
	for range count {
		started := time.Now()
		if _, err := conn.Write(line); err != nil {
			return nil, err
		}
		if _, err := io.ReadFull(conn, answer); err != nil {
			return nil, err
		}
		times = append(times, time.Since(started))
	}
	if count > 0 && !bytes.Equal(line, answer) {
		return nil, errors.New("the echo differs from what was sent")
	}
	return times, nil
}

// stream writes 64 KiB blocks while the echo is read.
func (p *peer) stream(target string, mib int) (*flow, error) {
	conn, err := p.dialEcho(target)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	const block = 64 * 1024
	// How much may be on its way; the same for every client that is measured.
	const blocksInFlight = 64
	window := make(chan struct{}, blocksInFlight)
	total := int64(mib) << 20
	written := make(chan error, 1)
	started := time.Now()
	go func() {
		data := bytes.Repeat([]byte("0123456789abcdef"), block/16)
		for sent := int64(0); sent < total; sent += block {
			window <- struct{}{}
			if _, err := conn.Write(data); err != nil {
				written <- err
				return
			}
		}
		written <- nil
	}()
	echo := make([]byte, block)
	for received := int64(0); received < total; {
		n, err := conn.Read(echo)
		for blocks := (received+int64(n))/block - received/block; blocks > 0; blocks-- {
			<-window
		}
		received += int64(n)
		if err != nil && received < total {
			return nil, fmt.Errorf("the echo ended after %d of %d bytes: %w", received, total, err)
		}
	}
	elapsed := time.Since(started)
	if err := <-written; err != nil {
		return nil, err
	}
	return &flow{MBs: float64(total) / 1e6 / elapsed.Seconds()}, nil
}

// dials times a dial until the link is usable; the link before has just been closed.
func (p *peer) dials(target string, warmup, count int) (*spread, error) {
	times := make([]time.Duration, 0, count)
	for i := range warmup + count {
		started := time.Now()
		conn, err := p.dialEcho(target)
		if err != nil {
			return nil, err
		}
		if i >= warmup {
			times = append(times, time.Since(started))
		}
		_ = conn.Close()
	}
	return spreadOf(times), nil
}

// crowd makes round trips on many links at once; the clock starts when all have done their warm-up.
func (p *peer) crowd(target string, links, warmup, count int) (*crowd, error) {
	conns := make([]edge.Conn, 0, links)
	defer func() {
		for _, conn := range conns {
			_ = conn.Close()
		}
	}()
	for range links {
		conn, err := p.dialEcho(target)
		if err != nil {
			return nil, err
		}
		conns = append(conns, conn)
	}
	if _, err := together(conns, warmup); err != nil {
		return nil, err
	}
	started := time.Now()
	times, err := together(conns, count)
	if err != nil {
		return nil, err
	}
	elapsed := time.Since(started)
	return &crowd{LinesPerSecond: float64(len(times)) / elapsed.Seconds(), Rtt: spreadOf(times)}, nil
}

// together makes count round trips on every link, all links at the same time.
func together(conns []edge.Conn, count int) ([]time.Duration, error) {
	times := make([][]time.Duration, len(conns))
	failures := make([]error, len(conns))
	var all sync.WaitGroup
	for i, conn := range conns {
		all.Add(1)
		go func() {
			defer all.Done()
			times[i], failures[i] = roundTrips(conn, count)
		}()
	}
	all.Wait()
	return slices.Concat(times...), errors.Join(failures...)
}

func spreadOf(times []time.Duration) *spread {
	if len(times) == 0 {
		return &spread{}
	}
	slices.Sort(times)
	at := func(quantile float64) int64 {
		return times[int(quantile*float64(len(times)-1))].Microseconds()
	}
	return &spread{Count: len(times), P50Micros: at(0.5), P99Micros: at(0.99)}
}
