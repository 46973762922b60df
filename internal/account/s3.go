package account

// This file calls S3 without the SDK's client of S3, from the SDK's own parts:
// its rules of endpoints, its signer, its retries. The client hands itself over
// as an interface, and so the linker keeps all of its operations (calls.go tells
// why): 3.8 MB for eight reads. See docs/decisions/0016-s3-without-its-client.md.

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

const (
	// emptyPayload is the SHA-256 of no body at all, which every read has.
	emptyPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	// maxS3Answer is how much of an answer is read. A page of 1,000 buckets has
	// some 200 KB, a policy at most 20 KB ("Bucket policies", S3 user guide).
	maxS3Answer = 8 << 20
)

// s3Read is a GET of S3. Bucket is "" for the account's own; read takes the body
// of a good answer.
type s3Read struct {
	action  string // AWS's name of the operation
	bucket  string
	region  string // of the bucket; "" is the connection's
	account string // of a call to S3 Control, else ""
	path    string // of a call to S3 Control, else ""
	query   url.Values
	read    func(body []byte) error
}

// s3Client makes the reads of S3.
type s3Client struct {
	endpoint string // "" is AWS
	region   string
	client   aws.HTTPClient
	keys     aws.CredentialsProvider
	signer   *v4.Signer
	retryer  aws.Retryer
	extend   func(*middleware.Stack) error
	where    s3.EndpointResolverV2
}

// s3ClientOf returns the client of the options. Its rate limit is one of its
// own: S3 counts apart from IAM.
func s3ClientOf(cfg aws.Config, o Options) *s3Client {
	return &s3Client{
		endpoint: o.S3Endpoint,
		region:   cfg.Region,
		client:   staying(cfg.HTTPClient),
		keys:     cfg.Credentials,
		signer:   v4.NewSigner(func(s *v4.SignerOptions) { s.DisableURIPathEscaping = true }), // S3's own rule of Signature Version 4
		retryer:  readRetryer(o),
		extend:   middlewares(o, newLimiter(o.ReadsPerSecond)),
		where:    s3.NewDefaultEndpointResolverV2(),
	}
}

// get makes one read, with the SDK's retries. It has the form that ask wants of
// a call.
func (c *s3Client) get(ctx context.Context, in *s3Read, _ ...func(*struct{})) (*struct{}, error) {
	at, region, err := c.address(ctx, in)
	if err != nil {
		return nil, err
	}
	stack, err := c.stack(in, at, region)
	if err != nil {
		return nil, err
	}
	ctx = middleware.WithOperationName(middleware.ClearStackValues(ctx), in.action)
	_, _, err = middleware.DecorateHandler(smithyhttp.NewClientHandlerWithOptions(c.client), stack).Handle(ctx, in)
	if err != nil {
		return nil, err
	}
	return &struct{}{}, nil
}

func (c *s3Client) stack(in *s3Read, at *url.URL, region string) (*middleware.Stack, error) {
	stack := middleware.NewStack(in.action, smithyhttp.NewStackRequest)
	add := []func(*middleware.Stack) error{
		func(s *middleware.Stack) error {
			return s.Finalize.Add(middleware.FinalizeMiddlewareFunc("Signing", c.sign(region)), middleware.After)
		},
		func(s *middleware.Stack) error {
			return retry.AddRetryMiddlewares(s, retry.AddRetryMiddlewaresOptions{Retryer: c.retryer})
		},
		func(s *middleware.Stack) error {
			return s.Serialize.Add(middleware.SerializeMiddlewareFunc("OperationSerializer", in.write(at)), middleware.After)
		},
		func(s *middleware.Stack) error {
			return s.Deserialize.Add(middleware.DeserializeMiddlewareFunc("OperationDeserializer", in.answered), middleware.After)
		},
		awsmiddleware.AddRequestUserAgentMiddleware,
		c.extend,
	}
	for _, f := range add {
		if err := f(stack); err != nil {
			return nil, fmt.Errorf("%s: %w", in.action, err)
		}
	}
	return stack, nil
}

// sign signs each try anew, with credentials that are good now.
func (c *s3Client) sign(region string) func(context.Context, middleware.FinalizeInput, middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	return func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
		middleware.FinalizeOutput, middleware.Metadata, error,
	) {
		keys, err := c.keys.Retrieve(ctx)
		if err != nil {
			return middleware.FinalizeOutput{}, middleware.Metadata{}, err
		}
		if req, ok := in.Request.(*smithyhttp.Request); ok {
			err = c.signer.SignHTTP(ctx, keys, req.Request, emptyPayload, "s3", region, time.Now())
		}
		if err != nil {
			return middleware.FinalizeOutput{}, middleware.Metadata{}, fmt.Errorf("sign: %w", err)
		}
		return next.HandleFinalize(ctx, in)
	}
}

// address returns where a read goes and the region that it is signed for. A
// server that is not AWS has one address and one region, and no host names of
// buckets.
func (c *s3Client) address(ctx context.Context, in *s3Read) (*url.URL, string, error) {
	p := s3.EndpointParameters{Region: aws.String(c.region)}
	if in.bucket != "" {
		p.Bucket = aws.String(in.bucket)
	}
	switch {
	case c.endpoint != "":
		p.Endpoint, p.ForcePathStyle = aws.String(c.endpoint), aws.Bool(true)
	case in.region != "":
		p.Region = aws.String(in.region)
	}
	found, err := c.where.ResolveEndpoint(ctx, p.WithDefaults())
	if err != nil {
		return nil, "", fmt.Errorf("the endpoint of %s: %w", in.action, err)
	}
	at := found.URI
	if in.path != "" {
		if c.endpoint == "" { // "Amazon S3 Control", AWS service endpoints: s3-control in the place of s3
			at.Host = in.account + "." + strings.Replace(at.Host, "s3.", "s3-control.", 1)
		}
		at.Path = strings.TrimSuffix(at.Path, "/") + in.path
	}
	if at.Path == "" {
		at.Path = "/"
	}
	at.RawQuery = in.query.Encode()
	return &at, *p.Region, nil
}

func (in *s3Read) write(at *url.URL) func(context.Context, middleware.SerializeInput, middleware.SerializeHandler) (
	middleware.SerializeOutput, middleware.Metadata, error,
) {
	return func(ctx context.Context, s middleware.SerializeInput, next middleware.SerializeHandler) (
		middleware.SerializeOutput, middleware.Metadata, error,
	) {
		if req, ok := s.Request.(*smithyhttp.Request); ok {
			req.Method, req.URL = http.MethodGet, at
			req.Header.Set("X-Amz-Content-Sha256", emptyPayload) // S3 demands it of every signed request
			if in.account != "" {
				req.Header.Set("X-Amz-Account-Id", in.account)
			}
		}
		return next.HandleSerialize(ctx, s)
	}
}

// answered reads the answer: the error as the SDK's retries want it, which is
// what noteAnswer has found, or the result.
func (in *s3Read) answered(ctx context.Context, d middleware.DeserializeInput, next middleware.DeserializeHandler) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	out, meta, err := next.HandleDeserialize(ctx, d)
	resp, ok := out.RawResponse.(*smithyhttp.Response)
	if err != nil || !ok {
		return out, meta, err
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxS3Answer))
	_ = resp.Body.Close() // it was read only
	if resp.StatusCode >= http.StatusMultipleChoices {
		code, message := errorAnswer(body)
		return out, meta, &smithyhttp.ResponseError{Response: resp, Err: &smithy.GenericAPIError{Code: code, Message: message}}
	}
	if err == nil {
		err = in.read(body)
	}
	return out, meta, err
}

// asXML reads an answer into a document whose XMLName says what it must be.
func asXML(into any) func(body []byte) error {
	return func(body []byte) error { return xml.Unmarshal(body, into) }
}
