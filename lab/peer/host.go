package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/openziti/sdk-golang/ziti"
	"github.com/openziti/sdk-golang/ziti/edge"
)

// host binds the service and serves links until the listener ends.
func (p *peer) host(args []string) error {
	flags := newFlags("host")
	echo := flags.Bool("echo", false, "send every byte back as it comes")
	print := flags.Bool("print", false, "print lines and send standard input")
	refuse := flags.String("refuse", "", "refuse every dial with this text")
	silent := flags.Bool("silent", false, "leave every dial without an answer")
	unnamed := flags.Bool("unnamed", false, "bind without an instance id")
	instance := flags.String("instance", "", "instance id to bind instead of the identity's name")
	terminators := flags.Int("terminators", 3, "terminators to establish, one a router")
	await := flags.Uint("await", 1, "terminators to wait for before BOUND")
	timeout := flags.Duration("timeout", 5*time.Minute, "how long to wait for those terminators")
	exitWithStdin := flags.Bool("exit-with-stdin", false, "stop when standard input ends")
	if err := flags.Parse(args); err != nil {
		return err
	}
	modes := 0
	for _, chosen := range []bool{*echo, *print, *silent, *refuse != ""} {
		if chosen {
			modes++
		}
	}
	if modes != 1 || flags.NArg() != 0 {
		flags.Usage()
		return errors.New("host needs one of --echo, --print, --refuse and --silent")
	}

	listener, err := p.context.ListenWithOptions(p.service, &ziti.ListenOptions{
		ConnectTimeout:               *timeout,
		MaxTerminators:               *terminators,
		BindUsingEdgeIdentity:        *instance == "" && !*unnamed,
		Identity:                     *instance,
		ManualStart:                  *refuse != "" || *silent,
		WaitForNEstablishedListeners: *await,
	})
	if err != nil {
		return fmt.Errorf("cannot host %s: %w", p.service, err)
	}
	p.events.write("BOUND", *await)

	open := &links{events: p.events}
	if *print || *exitWithStdin {
		go func() {
			if err := open.sendStandardInput(); err != nil {
				p.events.write("FAILED", err.Error())
			}
			if *exitWithStdin {
				_ = listener.Close()
			}
		}()
	}
	for {
		conn, err := listener.AcceptEdge()
		if err != nil {
			if listener.IsClosed() {
				return nil
			}
			return fmt.Errorf("the listener ended: %w", err)
		}
		number := open.add(conn)
		p.events.write("INCOMING", number, conn.SourceIdentifier(), string(conn.GetAppData()))
		switch {
		case *refuse != "":
			conn.CompleteAcceptFailed(errors.New(*refuse))
		case *silent:
		case *echo:
			go p.echo(number, conn)
		default:
			go open.printLines(number, conn)
		}
	}
}

// echo sends bytes back as they come, so that a caller can measure; it ends when either side does.
func (p *peer) echo(number int, conn edge.Conn) {
	buffer := make([]byte, 64*1024)
	for {
		n, err := conn.Read(buffer)
		if n > 0 {
			if _, writeErr := conn.Write(buffer[:n]); writeErr != nil {
				break
			}
		}
		if err != nil {
			break
		}
	}
	p.events.write("CLOSED", number)
	_ = conn.Close()
}
