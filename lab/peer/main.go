// Command peer is the other side of the chat's interoperability tests: a small program on the Go SDK that hosts a
// service under its identity's name, dials other identities, exchanges lines with them, and measures.
//
// It reports on standard output, one event a line, fields separated by tabs, so that a test can wait for them:
//
//	BOUND <terminators awaited>
//	INCOMING <link> <caller> <app data>
//	CONNECTED <link>
//	LINE <link> <text>
//	CLOSED <link>
//	TERMINATOR <instance> <router id>
//	FAILED <why>
//
// Links are numbered from 1. In fields, a backslash, control characters and bytes that are no UTF-8 are written as
// Go escapes (\\, \t, \x1b). The SDK's log goes to standard error.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/openziti/sdk-golang/ziti"
	"github.com/sirupsen/logrus"
)

const usage = `usage: peer -i identity.json [-s service] [-v] <verb>

  host  --echo | --print | --refuse why | --silent  [--instance name | --unnamed] [--terminators n]
        [--await n] [--timeout 5m] [--exit-with-stdin]
  dial  <name> [--app-data text] [--timeout 1m]
  list
  bench

"bench" reads commands, one a line, and answers each with a line of JSON: "rtt NAME WARMUP TRIPS",
"dials NAME WARMUP DIALS", "stream NAME MIB", "crowd NAME LINKS WARMUP TRIPS". NAME is an echo host.
In "host --print" and "dial", a line on standard input is sent to the newest link; "/fin" half-closes it,
"/close" closes it, and "//text" sends "/text". In "dial" the end of standard input half-closes the link.
`

// peer is one identity at work: what every verb needs.
type peer struct {
	context ziti.Context
	service string
	events  *eventWriter
}

func main() {
	events := &eventWriter{out: os.Stdout}
	if err := run(os.Args[1:], events); err != nil {
		events.write("FAILED", err.Error())
		os.Exit(1)
	}
}

func run(args []string, events *eventWriter) error {
	flags := newFlags("peer")
	identity := flags.String("i", "", "identity file")
	service := flags.String("s", "chat-p2p", "service name")
	verbose := flags.Bool("v", false, "log more")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *identity == "" || flags.NArg() == 0 {
		flags.Usage()
		return fmt.Errorf("an identity file (-i) and a verb are needed")
	}
	if *verbose {
		logrus.SetLevel(logrus.DebugLevel)
	} else {
		logrus.SetLevel(logrus.WarnLevel)
	}

	context, err := ziti.NewContextFromFile(*identity)
	if err != nil {
		return fmt.Errorf("cannot load the identity: %w", err)
	}
	closeOnSignal(context)
	defer context.Close()

	p := &peer{context: context, service: *service, events: events}
	verb, rest := flags.Arg(0), flags.Args()[1:]
	switch verb {
	case "host":
		return p.host(rest)
	case "dial":
		return p.dial(rest)
	case "list":
		return p.list()
	case "bench":
		return p.bench(rest)
	default:
		flags.Usage()
		return fmt.Errorf("unknown verb %q", verb)
	}
}

// closeOnSignal leaves the network properly, so that terminators vanish at once, not when a router notices.
func closeOnSignal(context ziti.Context) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		context.Close()
		os.Exit(0)
	}()
}

func newFlags(name string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	return flags
}

// list prints every terminator of the service that this identity may see.
func (p *peer) list() error {
	const page = 100
	for offset := 0; ; offset += page {
		terminators, total, err := p.context.GetServiceTerminators(p.service, offset, page)
		if err != nil {
			return fmt.Errorf("cannot list terminators: %w", err)
		}
		for _, t := range terminators {
			router := ""
			if t.RouterID != nil {
				router = *t.RouterID
			}
			instance := ""
			if t.Identity != nil {
				instance = *t.Identity
			}
			p.events.write("TERMINATOR", instance, router)
		}
		if len(terminators) == 0 || offset+page >= total {
			return nil
		}
	}
}
