package sandbox

import (
	"context"
	"encoding/json"
	"net/http"

	"keyporter/internal/store"
)

// Where S3 Control has the block of a whole account, and whose it is
// ("GetPublicAccessBlock", S3 Control).
const (
	controlPath    = "v20180820/"
	controlBlock   = "configuration/publicAccessBlock"
	controlAccount = "X-Amz-Account-Id"
)

// block is a block of public access ("Blocking public access to your Amazon S3
// storage", S3 user guide).
type block struct {
	BlockPublicAcls       bool
	IgnorePublicAcls      bool
	BlockPublicPolicy     bool
	RestrictPublicBuckets bool
}

const blockRoot = "PublicAccessBlockConfiguration"

// allBlocked is what every new bucket has.
var allBlocked = block{true, true, true, true}

func encodeBlock(b block) string {
	text, _ := json.Marshal(b) // four truths have a JSON form
	return string(text)
}

// decodeBlock reads a kept block; none blocks nothing.
func decodeBlock(text string) block {
	var b block
	_ = json.Unmarshal([]byte(text), &b) // encodeBlock made it
	return b
}

// blockOf is what a bucket's own block and that of its account block together.
func blockOf(b store.Bucket) block {
	own, account := decodeBlock(b.Block), decodeBlock(b.AccountBlock)
	return block{
		BlockPublicAcls:       own.BlockPublicAcls || account.BlockPublicAcls,
		IgnorePublicAcls:      own.IgnorePublicAcls || account.IgnorePublicAcls,
		BlockPublicPolicy:     own.BlockPublicPolicy || account.BlockPublicPolicy,
		RestrictPublicBuckets: own.RestrictPublicBuckets || account.RestrictPublicBuckets,
	}
}

func noBlock() (string, string) {
	return "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"
}

func getBucketBlock(_ context.Context, c *s3Call) (*s3Answer, error) {
	if c.bucket.Block == "" {
		return nil, c.notSet(noBlock())
	}
	return s3Document(blockRoot, decodeBlock(c.bucket.Block)), nil
}

func putBucketBlock(ctx context.Context, c *s3Call) (*s3Answer, error) {
	var b block
	if err := c.body.readXML(blockRoot, &b); err != nil {
		return nil, err
	}
	return c.set(ctx, store.BucketBlock, encodeBlock(b))
}

func deleteBucketBlock(ctx context.Context, c *s3Call) (*s3Answer, error) {
	return c.unset(ctx, store.BucketBlock)
}

// checkAccount refuses a call of S3 Control about another account.
func (c *s3Call) checkAccount() error {
	if c.request.Header.Get(controlAccount) != c.account {
		return accessDenied()
	}
	return nil
}

func getAccountBlock(ctx context.Context, c *s3Call) (*s3Answer, error) {
	if err := c.checkAccount(); err != nil {
		return nil, err
	}
	text, err := c.in.Buckets().AccountBlock(ctx)
	if err == nil && text == "" {
		code, message := noBlock()
		err = s3Fail(http.StatusNotFound, code, message, detail{"AccountId", c.account})
	}
	return s3Document(blockRoot, decodeBlock(text)), err
}

func putAccountBlock(ctx context.Context, c *s3Call) (*s3Answer, error) {
	var b block
	if err := c.checkAccount(); err != nil {
		return nil, err
	}
	if err := c.body.readXML(blockRoot, &b); err != nil {
		return nil, err
	}
	return &s3Answer{status: http.StatusCreated}, c.in.Buckets().SetAccountBlock(ctx, encodeBlock(b))
}

func deleteAccountBlock(ctx context.Context, c *s3Call) (*s3Answer, error) {
	if err := c.checkAccount(); err != nil {
		return nil, err
	}
	return &s3Answer{status: http.StatusNoContent}, c.in.Buckets().SetAccountBlock(ctx, "")
}

// set gives the bucket a setting.
func (c *s3Call) set(ctx context.Context, setting store.BucketSetting, value string) (*s3Answer, error) {
	there, err := c.in.Buckets().Set(ctx, c.bucket.Name, setting, value)
	if err == nil && !there {
		err = noSuchBucket(c.bucket.Name) // deleted since
	}
	return &s3Answer{}, err
}

// unset takes a setting away from the bucket, be it there or not.
func (c *s3Call) unset(ctx context.Context, setting store.BucketSetting) (*s3Answer, error) {
	answer, err := c.set(ctx, setting, "")
	answer.status = http.StatusNoContent
	return answer, err
}
