package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/openziti/sdk-golang/ziti"
)

// dial calls one identity, sends standard input and prints what comes back, until the other side ends the link.
func (p *peer) dial(args []string) error {
	if len(args) == 0 {
		return errors.New("dial needs the name to call")
	}
	flags := newFlags("dial")
	appData := flags.String("app-data", "hi there", "greeting sent with the dial")
	timeout := flags.Duration("timeout", time.Minute, "how long to wait for the link")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	conn, err := p.context.DialWithOptions(p.service, &ziti.DialOptions{
		Identity:       args[0],
		ConnectTimeout: *timeout,
		AppData:        []byte(*appData),
	})
	if err != nil {
		return fmt.Errorf("cannot dial %s: %w", args[0], err)
	}
	open := &links{events: p.events}
	number := open.add(conn)
	p.events.write("CONNECTED", number)

	go func() {
		err := open.sendStandardInput()
		if err == nil && !conn.IsClosed() {
			err = conn.CloseWrite()
		}
		if err != nil && !conn.IsClosed() {
			p.events.write("FAILED", err.Error())
		}
	}()
	open.printLines(number, conn)
	return nil
}
