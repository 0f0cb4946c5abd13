package main

import (
	"bytes"
	"testing"
	"time"
)

func TestAnEventStaysOnOneLineWhateverThePeerSent(t *testing.T) {
	var out bytes.Buffer
	events := &eventWriter{out: &out}

	events.write("LINE", 1, "tab\there \\ esc\x1b[0m bad\xff grüß 👋 \"quoted\"")

	want := "LINE\t1\ttab\\there \\\\ esc\\x1b[0m bad\\xff grüß 👋 \"quoted\"\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestPercentilesComeFromTheSortedTimes(t *testing.T) {
	times := make([]time.Duration, 0, 101)
	for i := 100; i >= 0; i-- {
		times = append(times, time.Duration(i)*time.Microsecond)
	}

	got := spreadOf(times)

	if *got != (spread{Count: 101, P50Micros: 50, P99Micros: 99}) {
		t.Errorf("got %+v", *got)
	}
}
