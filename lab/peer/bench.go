package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/openziti/sdk-golang/ziti"
	"github.com/openziti/sdk-golang/ziti/edge"
)

// measurement is the one line that bench prints. Times are in microseconds; MB is a million bytes.
type measurement struct {
	Client          string  `json:"client"`
	Target          string  `json:"target"`
	FirstDialMicros int64   `json:"firstDialMicros"`
	Rtt             *spread `json:"rtt,omitempty"`
	RttBytes        int     `json:"rttBytes,omitempty"`
	Dial            *spread `json:"dial,omitempty"`
	ThroughputMBs   float64 `json:"throughputMBs,omitempty"`
	ThroughputMiB   int     `json:"throughputMiB,omitempty"`
}

type spread struct {
	Count     int   `json:"count"`
	P50Micros int64 `json:"p50Micros"`
	P99Micros int64 `json:"p99Micros"`
}

// bench measures against a host that sends every byte back.
func (p *peer) bench(args []string) error {
	flags := newFlags("bench")
	target := flags.String("target", "", "name of an echo host")
	rtt := flags.Int("rtt", 0, "round trips to time")
	size := flags.Int("bytes", 64, "bytes of one round trip")
	warmup := flags.Int("warmup", 200, "round trips and a tenth as many dials before the clock starts")
	dials := flags.Int("dials", 0, "dials to time")
	throughput := flags.Int("throughput", 0, "MiB to stream through the echo")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *target == "" || *size < 1 || flags.NArg() != 0 {
		flags.Usage()
		return errors.New("bench needs --target, and --bytes of at least 1")
	}

	result := measurement{Client: "go", Target: *target}
	started := time.Now()
	conn, err := p.dialEcho(*target)
	if err != nil {
		return err
	}
	result.FirstDialMicros = time.Since(started).Microseconds()
	defer func() { _ = conn.Close() }()

	if *rtt > 0 {
		times, err := roundTrips(conn, *size, *warmup, *rtt)
		if err != nil {
			return fmt.Errorf("round trips: %w", err)
		}
		result.Rtt, result.RttBytes = spreadOf(times), *size
	}
	if *throughput > 0 {
		rate, err := stream(conn, *throughput)
		if err != nil {
			return fmt.Errorf("throughput: %w", err)
		}
		result.ThroughputMBs, result.ThroughputMiB = rate, *throughput
	}
	_ = conn.Close()
	if *dials > 0 {
		times, err := p.dials(*target, *warmup/10, *dials)
		if err != nil {
			return fmt.Errorf("dials: %w", err)
		}
		result.Dial = spreadOf(times)
	}
	return json.NewEncoder(os.Stdout).Encode(result)
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

// roundTrips times a line written until all of it has come back.
func roundTrips(conn edge.Conn, size, warmup, count int) ([]time.Duration, error) {
	line := bytes.Repeat([]byte{'x'}, size)
	line[size-1] = '\n'
	answer := make([]byte, size)
	times := make([]time.Duration, 0, count)
	for i := range warmup + count {
		started := time.Now()
		if _, err := conn.Write(line); err != nil {
			return nil, err
		}
		if _, err := io.ReadFull(conn, answer); err != nil {
			return nil, err
		}
		if i >= warmup {
			times = append(times, time.Since(started))
		}
	}
	if !bytes.Equal(line, answer) {
		return nil, errors.New("the echo differs from what was sent")
	}
	return times, nil
}

// stream writes 64 KiB blocks while the echo is read, and gives the rate of one direction in MB/s.
func stream(conn edge.Conn, mib int) (float64, error) {
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
			return 0, fmt.Errorf("the echo ended after %d of %d bytes: %w", received, total, err)
		}
	}
	elapsed := time.Since(started)
	if err := <-written; err != nil {
		return 0, err
	}
	return float64(total) / 1e6 / elapsed.Seconds(), nil
}

// dials times a dial until the link is usable; the link before has just been closed.
func (p *peer) dials(target string, warmup, count int) ([]time.Duration, error) {
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
	return times, nil
}

func spreadOf(times []time.Duration) *spread {
	slices.Sort(times)
	at := func(quantile float64) int64 {
		return times[int(quantile*float64(len(times)-1))].Microseconds()
	}
	return &spread{Count: len(times), P50Micros: at(0.5), P99Micros: at(0.99)}
}
