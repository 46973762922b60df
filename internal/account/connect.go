package account

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// changeIdle is how long the connection of a change is kept for the next one.
// A server may close a connection that has been idle for long just when the
// next request goes out; that looks like a lost answer.
const changeIdle = 4 * time.Second

// configure returns the SDK's configuration for the options.
func configure(ctx context.Context, o Options) (aws.Config, error) {
	cfg := aws.Config{}
	var err error
	if o.KeyID == "" {
		cfg, err = config.LoadDefaultConfig(ctx,
			config.WithHTTPClient(awshttp.NewBuildableClient()),
			config.WithRegion(o.Region),
			config.WithSharedConfigProfile(o.Profile))
	} else {
		cfg.Region = o.Region
		cfg.Credentials = credentials.NewStaticCredentialsProvider(o.KeyID, o.Secret.Reveal(), "")
		cfg.HTTPClient, err = trusting()
	}
	if err != nil {
		return aws.Config{}, fmt.Errorf("AWS configuration: %w", err)
	}
	if cfg.Region == "" {
		cfg.Region = defaultRegion
	}
	cfg.Credentials = chain{cfg.Credentials}
	cfg.ClientLogMode = 0 // bodies hold secrets
	return cfg, nil
}

// trusting returns the SDK's HTTP client with the certificates that
// AWS_CA_BUNDLE names, as LoadDefaultConfig makes it.
func trusting() (aws.HTTPClient, error) {
	client := awshttp.NewBuildableClient()
	env, err := config.NewEnvConfig()
	if err != nil || env.CustomCABundle == "" {
		return client, err
	}
	pem, err := os.ReadFile(env.CustomCABundle)
	if err != nil {
		return nil, fmt.Errorf("certificates of AWS_CA_BUNDLE: %w", err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("AWS_CA_BUNDLE: no certificate in %s", env.CustomCABundle)
	}
	return client.WithTransportOptions(func(t *http.Transport) {
		if t.TLSClientConfig == nil {
			t.TLSClientConfig = &tls.Config{}
		}
		t.TLSClientConfig.RootCAs = roots
	}), nil
}

// staying returns a client over the transport of the SDK's own that follows no
// redirect: a signed request is for one host only.
func staying(from aws.HTTPClient, with ...func(*http.Transport)) aws.HTTPClient {
	b, ok := from.(*awshttp.BuildableClient)
	if !ok {
		b = awshttp.NewBuildableClient()
	}
	return &http.Client{
		Transport:     b.WithTransportOptions(with...).GetTransport(),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func readClient(cfg aws.Config, o Options) *sdkiam.Client {
	extend := middlewares(o, newLimiter(o.ReadsPerSecond))
	return sdkiam.NewFromConfig(cfg, func(s *sdkiam.Options) {
		s.BaseEndpoint = endpointOr(o.IAMEndpoint, s.BaseEndpoint)
		s.HTTPClient = staying(cfg.HTTPClient)
		s.RetryMaxAttempts = 0
		s.Retryer = readRetryer(o)
		s.APIOptions = append(s.APIOptions, extend)
	})
}

// readRetryer is how reads are tried again: three times in all, with the SDK's
// own waits and its budget of retries.
func readRetryer(o Options) aws.Retryer {
	return retry.NewStandard(func(r *retry.StandardOptions) {
		if o.Backoff > 0 {
			r.MaxBackoff = o.Backoff
		}
	})
}

// changeClient never tries twice: with the SDK's retries one CreateAccessKey
// can make three keys, because the service may have done what it was asked
// before its answer was lost.
func changeClient(cfg aws.Config, o Options) *sdkiam.Client {
	extend := middlewares(o, newLimiter(o.ChangesPerSecond))
	return sdkiam.NewFromConfig(cfg, func(s *sdkiam.Options) {
		s.BaseEndpoint = endpointOr(o.IAMEndpoint, s.BaseEndpoint)
		s.HTTPClient = staying(cfg.HTTPClient, func(t *http.Transport) { t.IdleConnTimeout = changeIdle })
		s.RetryMaxAttempts = 0
		s.Retryer = aws.NopRetryer{}
		s.APIOptions = append(s.APIOptions, extend)
	})
}

// stsClient never tries twice: its callers have another way, or ask again.
func stsClient(cfg aws.Config, o Options) *sts.Client {
	extend := middlewares(o, nil)
	return sts.NewFromConfig(cfg, func(s *sts.Options) {
		s.BaseEndpoint = endpointOr(o.STSEndpoint, s.BaseEndpoint)
		s.HTTPClient = staying(cfg.HTTPClient)
		s.RetryMaxAttempts = 0
		s.Retryer = aws.NopRetryer{}
		s.APIOptions = append(s.APIOptions, extend)
	})
}

// foundEndpoint is the address that the SDK's configuration names for a service,
// as AWS_ENDPOINT_URL_S3 or in a profile; "" is AWS.
// Rule: "Service-specific endpoints", AWS SDKs and Tools reference guide.
func foundEndpoint(ctx context.Context, cfg aws.Config, service string) (string, error) {
	if ignore, found, err := config.GetIgnoreConfiguredEndpoints(ctx, cfg.ConfigSources); err != nil || found && ignore {
		return "", err
	}
	for _, source := range cfg.ConfigSources {
		if named, ok := source.(interface {
			GetServiceBaseEndpoint(context.Context, string) (string, bool, error)
		}); ok {
			if at, found, err := named.GetServiceBaseEndpoint(ctx, service); err != nil || found {
				return at, err
			}
		}
	}
	if cfg.BaseEndpoint != nil {
		return *cfg.BaseEndpoint, nil
	}
	return "", nil
}

func endpointOr(given string, found *string) *string {
	if given == "" {
		return found
	}
	return aws.String(given)
}

// chain marks the failure of whatever gives the credentials, so that the table of
// errors knows it.
type chain struct{ aws.CredentialsProvider }

// Retrieve returns the credentials of the chain.
func (c chain) Retrieve(ctx context.Context) (aws.Credentials, error) {
	if c.CredentialsProvider == nil {
		return aws.Credentials{}, errNoCredential
	}
	found, err := c.CredentialsProvider.Retrieve(ctx)
	if err != nil {
		return aws.Credentials{}, fmt.Errorf("%w: %w", errNoCredential, err)
	}
	return found, nil
}
