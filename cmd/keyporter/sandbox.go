package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
	"keyporter/internal/store"
	"keyporter/web"
)

type sandboxCommand struct {
	Listen string `help:"Address to listen on." default:"127.0.0.1:8081" env:"KEYPORTER_SANDBOX_LISTEN" placeholder:"ADDR"`
	stateOptions
	AccountID string `name:"account-id" help:"Number of the account, twelve digits." default:"123456789012" env:"KEYPORTER_SANDBOX_ACCOUNT_ID" placeholder:"N"`
	Imitate   string `help:"Be less than AWS, as other servers of the IAM API are: lesser. Or surround every text with what means to harm its reader: hostile-1 to hostile-6." enum:",lesser,hostile-1,hostile-2,hostile-3,hostile-4,hostile-5,hostile-6" default:"" placeholder:"KIND"`
	LogJSON   bool   `name:"log-json" help:"Write the log as JSON lines." env:"KEYPORTER_LOG_JSON"`
}

// Run runs the embedded endpoint alone until ctx ends. Its account is the one
// that serve has in the same database.
func (c *sandboxCommand) Run(ctx context.Context, s streams) (err error) {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return misused("--listen %q: want HOST:PORT", c.Listen)
	}
	if !sandbox.IsAccount(c.AccountID) {
		return misused("--account-id %q: want twelve digits", c.AccountID)
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return misused("--listen %s: %v", c.Listen, err)
	}
	defer func() { _ = listener.Close() }() // the server has closed it already, but for a refused start
	ring, err := seal.Load(c.sealKeyFile())
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, c.dsn())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	o := sandboxOptions(db, ring)
	o.Account, o.Log = c.AccountID, newLog(s, c.LogJSON)
	if c.Imitate == "lesser" {
		o.Lesser = &sandbox.Lesser{}
	}
	if !isLoopback(host) {
		o.Log.Warn("other machines reach the endpoint, and new secrets travel to them by plain HTTP", "listen", c.Listen)
	}
	box, err := sandbox.New(o)
	if err != nil {
		return err
	}
	box.Mischief().HostileText(c.hostileTurn())
	if err := c.greet(ctx, s.Out, box, listener.Addr()); err != nil {
		return err
	}
	return web.Run(ctx, sandboxServer(box), listener)
}

// hostileTurn is which turn of hostile text to imitate; 0 is none.
func (c *sandboxCommand) hostileTurn() int {
	turn, _ := strings.CutPrefix(c.Imitate, "hostile-")
	n, err := strconv.Atoi(turn)
	if err != nil {
		return 0
	}
	return n
}

// greet prints where the endpoint is and, once in the life of the account, the
// key that may do everything.
func (c *sandboxCommand) greet(ctx context.Context, out io.Writer, box *sandbox.Sandbox, at net.Addr) error {
	greeting := fmt.Sprintf("Keyporter %s\n  IAM, STS   http://%s\n  account    %s\n", version(), at, c.AccountID)
	id, secret, first, err := box.ShowRoot(ctx)
	if err != nil {
		return err
	}
	if first {
		greeting += fmt.Sprintf("\nThe access key of the account root. It is shown this once:\n\n"+
			"  AWS_ACCESS_KEY_ID=%s\n  AWS_SECRET_ACCESS_KEY=%s\n\n", id, secret.Reveal())
	}
	_, err = io.WriteString(out, greeting)
	return err
}

// sandboxOptions are those of the embedded endpoint wherever it runs.
func sandboxOptions(db *store.DB, ring *seal.Keyring) sandbox.Options {
	return sandbox.Options{
		Store: db, Seal: ring, Clock: time.Now,
		RootKeyID: os.Getenv(sandboxKeyID), RootSecret: seal.NewSecret(os.Getenv(sandboxSecret)),
	}
}

func sandboxServer(box *sandbox.Sandbox) *http.Server {
	return &http.Server{Handler: box, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 2 * time.Minute}
}
