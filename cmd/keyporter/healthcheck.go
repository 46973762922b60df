package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"time"
)

// healthcheckCommand is for a container that holds no other program.
type healthcheckCommand struct {
	addressOptions
}

// Run asks /healthz of the dashboard that the same options would start.
func (c *healthcheckCommand) Run(ctx context.Context) error {
	own := c.addressOptions
	own.PublicURL = "" // the proxy's health is not ours
	url := own.base(address{}) + "/healthz"
	// The certificate is for the public name, and the answer holds nothing.
	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	client := &http.Client{Timeout: 3 * time.Second, Transport: transport}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return misused("--listen %q: %v", c.Listen, err)
	}
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }() // nothing is read from it
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", url, res.Status)
	}
	return nil
}
