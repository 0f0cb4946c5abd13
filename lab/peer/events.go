package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// eventWriter writes one event a line; several links may report at the same time.
type eventWriter struct {
	mutex sync.Mutex
	out   io.Writer
}

func (w *eventWriter) write(event string, fields ...any) {
	var line strings.Builder
	line.WriteString(event)
	for _, field := range fields {
		line.WriteByte('\t')
		line.WriteString(escape(fmt.Sprint(field)))
	}
	line.WriteByte('\n')
	w.mutex.Lock()
	defer w.mutex.Unlock()
	_, _ = io.WriteString(w.out, line.String())
}

// escape keeps a field on its line and in its column, whatever a peer sent, and leaves other text as it is.
func escape(text string) string {
	var escaped strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&escaped, `\x%02x`, text[i])
		case r == '\\':
			escaped.WriteString(`\\`)
		case strconv.IsPrint(r):
			escaped.WriteRune(r)
		default:
			quoted := strconv.QuoteRune(r)
			escaped.WriteString(quoted[1 : len(quoted)-1])
		}
		i += size
	}
	return escaped.String()
}
