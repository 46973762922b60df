package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/handlers"
	"keyporter/internal/account"
	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/ledger"
	"keyporter/internal/notice"
	"keyporter/internal/porter"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
	"keyporter/internal/store"
	"keyporter/templates"
	"keyporter/web"
)

// awsReads and awsChanges are how often AWS is called at most, a second. IAM's
// own limits are not published and cannot be raised.
const (
	awsReads   = 10
	awsChanges = 2
	awsKeys    = 5 // of the reads, for the slow walk over all users' keys
)

const sandboxRegion = "ap-northeast-2"

type serveCommand struct {
	addressOptions
	stateOptions
	iamOptions
	noticeOptions
	signInOptions
	checkpointOptions
	sinkOptions
	oidcOptions
	demoOptions
	drainOptions
	ReadOnly bool `name:"read-only" help:"Change nothing in the account; what waits goes on waiting." env:"KEYPORTER_READ_ONLY"`
	LogJSON  bool `name:"log-json" help:"Write the log as JSON lines." env:"KEYPORTER_LOG_JSON"`
}

// Run runs the dashboard until ctx ends.
func (c *serveCommand) Run(ctx context.Context, s streams) (err error) {
	addr, reminders, err := c.check()
	if err != nil {
		return err
	}
	log, now := newLog(s, c.LogJSON), clock()
	provider, err := c.provider(c.base(addr), now)
	if err != nil {
		return err
	}
	listener, err := c.listen()
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // Serve has closed it already, but for a refused start
	ring, err := seal.Load(c.sealKeyFile())
	if err != nil {
		return err
	}
	db, book, err := c.open(ctx, ring, ledger.Options{Clock: now, Log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Checkpoint(context.WithoutCancel(ctx)), db.Close()) }()
	health := &readiness{db: db, book: book, clock: now, told: ctx.Done()}
	group, ctx := health.group(ctx)
	defer health.halt()
	last, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	where, err := c.connect(last, group, sandboxOptions(db, ring), log)
	if err != nil {
		return err
	}
	aws, err := account.New(ctx, where.options)
	if err != nil {
		return err
	}
	reminders.Store, reminders.Clock, reminders.Log, reminders.Link, reminders.Held = db, now, log, noticeLink(c.people(db, addr)), where.held()
	outbox := notice.New(reminders)
	app := porter.New(porter.Options{Account: aws, Store: db, Seal: ring, Clock: now, Log: log, Place: where.place, KeyReads: where.keyReads, Notices: outbox, Ledger: book, Demo: where.demo, Hooks: hooks(), ReadOnly: c.ReadOnly, Started: desk.Started{Public: c.public(addr), Factor: c.SecondFactor}})
	gate, err := auth.New(auth.Options{Store: db, Seal: ring, Clock: now, Log: log, Secure: addr.secure, Public: addr.public, Demand: c.demands(where.place.Sandbox), Fixed: c.SecondFactor != "", Rewrap: app.Rewrap, OIDC: provider})
	if err != nil {
		return err
	}
	server, err := web.New(web.Options{
		Handlers: handlers.New(handlers.Options{App: app, Auth: gate, Clock: now, Log: log, Plain: addr.exposed}),
		Auth:     gate, Ready: health.ready, Refused: app.Refused, Shut: book.MayChange, Log: log, Secure: addr.secure,
		Hosts: addr.hosts(), ReadOnly: c.ReadOnly,
	})
	if err != nil {
		return err
	}
	if err := c.greet(ctx, s, greeting{gate: gate, base: c.people(db, addr), where: where}); err != nil {
		return err
	}
	under := func(run func(context.Context) error) func() error { return func() error { return run(ctx) } }
	together(group, stop, under(app.Run), under(outbox.Run), under(book.Run),
		func() error { return health.drain(ctx, c.wait(where.place.Sandbox)) }, func() error { return purge(ctx, gate, log) }, func() error { return server.Serve(ctx, listener) })
	return group.Wait()
}

// together runs all in the group, and calls stop when each has ended.
func together(group *errgroup.Group, stop func(), all ...func() error) {
	var busy sync.WaitGroup
	for _, run := range all {
		busy.Add(1)
		group.Go(func() error {
			defer busy.Done()
			return run()
		})
	}
	group.Go(func() error {
		busy.Wait()
		stop()
		return nil
	})
}

// open opens the store, and compares it with the checkpoint outside before anything
// is done with it.
func (c *serveCommand) open(ctx context.Context, ring *seal.Keyring, o ledger.Options) (*store.DB, *ledger.Ledger, error) {
	if err := c.sinks(&o); err != nil {
		return nil, nil, err
	}
	db, err := store.Open(ctx, c.dsn())
	if err != nil {
		return nil, nil, err
	}
	o.Store, o.Seal, o.File = db, ring, c.path(c.stateOptions)
	book, err := ledger.Open(ctx, o)
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return db, book, nil
}

// check refuses options that cannot be right. Of where reminders go it returns
// what the options say.
func (c *serveCommand) check() (address, notice.Options, error) {
	addr, err := c.addressOptions.check()
	if err == nil {
		err = c.iamOptions.check()
	}
	if err == nil {
		err = c.signInOptions.check()
	}
	if err == nil {
		err = c.demoOptions.check(c.awsOptions)
	}
	if err == nil {
		err = c.drainOptions.check()
	}
	if err != nil {
		return addr, notice.Options{}, err
	}
	reminders, err := c.outlets()
	return addr, reminders, err
}

// listen opens the dashboard's address, with TLS where it has a certificate.
func (c *serveCommand) listen() (net.Listener, error) {
	var pair tls.Certificate
	if c.TLSCert != "" {
		var err error
		if pair, err = tls.LoadX509KeyPair(c.TLSCert, c.TLSKey); err != nil {
			return nil, misused("--tls-cert and --tls-key: %v", err)
		}
	}
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return nil, misused("--listen %s: %v", c.Listen, err)
	}
	if c.TLSCert == "" {
		return l, nil
	}
	return tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}}), nil
}

// place is where IAM is: how to call it, and what to tell the owner of a key.
type place struct {
	options  account.Options
	place    desk.Place
	keyReads float64     // a second; 0 is no limit
	demo     porter.Demo // nil where the account is not the embedded one
}

// connect decides, once and for all, where IAM is. The embedded endpoint is
// started here and is from then on an endpoint like any other: ctx ends after all
// that calls it has.
func (c *serveCommand) connect(ctx context.Context, group *errgroup.Group, settings sandbox.Options, log *slog.Logger) (place, error) {
	o := c.account()
	o.Log, o.ReadOnly = log, c.ReadOnly
	if c.AWS {
		return place{options: o, place: desk.Place{Region: c.Region}, keyReads: awsKeys}, nil
	}
	if c.given() {
		s3 := c.S3Endpoint
		if s3 == "" {
			s3 = c.IAMEndpoint
		}
		return place{options: o, place: desk.Place{Endpoint: s3, Region: c.Region}}, nil
	}
	settings.Log = log
	box, err := sandbox.New(settings)
	if err != nil {
		return place{}, err
	}
	if err := c.fill(ctx, settings.Store, box); err != nil {
		return place{}, err
	}
	l, err := net.Listen("tcp", c.SandboxListen)
	if err != nil {
		return place{}, misused("--sandbox-listen %s: %v", c.SandboxListen, err)
	}
	group.Go(func() error { return web.Run(ctx, sandboxServer(box), l) })
	endpoint := "http://" + l.Addr().String()
	o.IAMEndpoint = endpoint
	o.KeyID, o.Secret = box.RootCredentials()
	if o.Region == "" {
		o.Region = sandboxRegion
	}
	return place{options: o, place: desk.Place{Endpoint: endpoint, Region: o.Region, Sandbox: true}, demo: box}, nil
}

// purge removes ended sessions and spent counts every ten minutes until ctx ends.
func purge(ctx context.Context, gate *auth.Auth, log *slog.Logger) error {
	tick := time.NewTicker(10 * time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if err := gate.Purge(ctx); err != nil && ctx.Err() == nil {
				log.Warn("purge", "error", err)
			}
		}
	}
}

// greeting is what the terminal is told of a start.
type greeting struct {
	gate  *auth.Auth
	base  func(context.Context) (string, error)
	where place
}

// greet prints where the dashboard is and, while nobody can sign in, the link
// that makes the first operator.
func (c *serveCommand) greet(ctx context.Context, s streams, g greeting) error {
	token, err := g.gate.SetupLink(ctx)
	if err != nil {
		return err
	}
	base, err := g.base(ctx)
	if err != nil {
		return err
	}
	said := fmt.Sprintf("Keyporter %s\n  dashboard  %s\n  IAM        %s\n", version(), base, c.describe(g.where))
	if token != "" {
		said += fmt.Sprintf("\nOpen this link to become the first operator. It works once, for 15 minutes:\n\n  %s%s\n\n", base, templates.SetupURL(token))
	}
	_, err = io.WriteString(s.Out, said)
	return err
}

func (c *serveCommand) describe(where place) string {
	switch {
	case where.place.Sandbox && c.Demo:
		return "the embedded sandbox with the demo account, " + where.place.Endpoint
	case where.place.Sandbox:
		return "the embedded sandbox, " + where.place.Endpoint
	case c.IAMEndpoint != "":
		return c.IAMEndpoint
	}
	return "AWS"
}

func newLog(s streams, asJSON bool) *slog.Logger {
	if asJSON {
		return slog.New(slog.NewJSONHandler(s.Err, nil))
	}
	return slog.New(slog.NewTextHandler(s.Err, nil))
}
