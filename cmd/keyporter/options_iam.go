package main

import (
	"net"
	"net/url"

	"keyporter/internal/account"
)

// awsOptions say how to reach an account that is not the embedded one.
type awsOptions struct {
	AWS         bool   `name:"aws" help:"Use AWS, with the credentials that the AWS SDK finds." env:"KEYPORTER_AWS"`
	Profile     string `help:"AWS profile, with --aws or --iam-endpoint." env:"KEYPORTER_PROFILE" placeholder:"NAME"`
	Region      string `help:"AWS region, for signing and for the snippets." env:"KEYPORTER_REGION" placeholder:"NAME"`
	IAMEndpoint string `name:"iam-endpoint" help:"Address of another server that speaks the IAM API." env:"KEYPORTER_IAM_ENDPOINT" placeholder:"URL"`
	STSEndpoint string `name:"sts-endpoint" help:"Its STS, when it has another address." env:"KEYPORTER_STS_ENDPOINT" placeholder:"URL"`
	S3Endpoint  string `name:"s3-endpoint" help:"Its S3, when it has another address; also for the snippets." env:"KEYPORTER_S3_ENDPOINT" placeholder:"URL"`
}

// given reports whether an account is named.
func (o awsOptions) given() bool { return o.AWS || o.IAMEndpoint != "" }

// account is how to call the account. AWS is called no more often than its limits
// allow.
func (o awsOptions) account() account.Options {
	a := account.Options{Region: o.Region, Profile: o.Profile, IAMEndpoint: o.IAMEndpoint, STSEndpoint: o.STSEndpoint, S3Endpoint: o.S3Endpoint}
	if o.AWS {
		a.ReadsPerSecond, a.ChangesPerSecond = awsReads, awsChanges
	}
	return a
}

// checkAccount refuses options that contradict each other.
func (o awsOptions) checkAccount() error {
	if o.AWS && o.IAMEndpoint != "" {
		return misused("--aws and --iam-endpoint exclude each other")
	}
	if !o.given() && (o.Profile != "" || o.STSEndpoint != "" || o.S3Endpoint != "") {
		return misused("--profile, --sts-endpoint and --s3-endpoint need --aws or --iam-endpoint")
	}
	for _, at := range []struct{ name, text string }{{"--iam-endpoint", o.IAMEndpoint}, {"--sts-endpoint", o.STSEndpoint}, {"--s3-endpoint", o.S3Endpoint}} {
		if at.text == "" {
			continue
		}
		u, err := url.Parse(at.text)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil {
			return misused("%s: want http://HOST or https://HOST", at.name)
		}
	}
	return nil
}

// iamOptions say where the dashboard's IAM is.
type iamOptions struct {
	awsOptions
	SandboxListen string `help:"Address of the embedded endpoint." default:"127.0.0.1:8081" env:"KEYPORTER_SANDBOX_LISTEN" placeholder:"ADDR"`
}

func (o iamOptions) check() error {
	if err := o.checkAccount(); err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(o.SandboxListen); err != nil {
		return misused("--sandbox-listen %q: want HOST:PORT", o.SandboxListen)
	}
	return nil
}
