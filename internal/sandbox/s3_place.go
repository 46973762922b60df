package sandbox

import (
	"net"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// s3Place is what a request names: the account, where there is no bucket, a
// bucket, or an object in it. control says that it is a call of S3 Control.
type s3Place struct {
	bucket, key string
	control     bool
}

// Where operations of S3 take place.
const (
	onControl = "control"
	onAccount = "account"
	onBucket  = "bucket"
	onObject  = "object"
)

func (p s3Place) level() string {
	switch {
	case p.control:
		return onControl
	case p.bucket == "":
		return onAccount
	case p.key == "":
		return onBucket
	}
	return onObject
}

func (p s3Place) arn() string {
	switch p.level() {
	case onBucket:
		return bucketARN(p.bucket)
	case onObject:
		return bucketARN(p.bucket) + "/" + p.key
	}
	return "*"
}

func bucketARN(bucket string) string { return "arn:" + partition + ":s3:::" + bucket }

// longestKey is in bytes ("Naming Amazon S3 objects", S3 user guide).
const longestKey = 1024

// readPlace reads the bucket from the path or, in the virtual-hosted style, from
// the host ("Virtual hosting of general purpose buckets", S3 user guide).
func readPlace(r *http.Request) (s3Place, error) {
	path := strings.TrimPrefix(r.URL.EscapedPath(), "/")
	if strings.HasPrefix(path, controlPath) && r.Header.Get(controlAccount) != "" {
		return s3Place{control: true, key: strings.TrimPrefix(path, controlPath)}, nil
	}
	place := s3Place{bucket: hostBucket(r.Host)}
	if place.bucket == "" {
		place.bucket, path, _ = strings.Cut(path, "/")
	}
	var err error
	if place.key, err = url.PathUnescape(path); err == nil {
		place.bucket, err = url.PathUnescape(place.bucket)
	}
	switch {
	case err != nil || !utf8.ValidString(place.key) || !utf8.ValidString(place.bucket):
		return place, fail(http.StatusBadRequest, "InvalidURI", "Couldn't parse the specified URI.")
	case place.bucket == "" && place.key != "":
		return place, noSuchBucket("")
	case len(place.key) > longestKey:
		return place, fail(http.StatusBadRequest, "KeyTooLongError", "Your key is too long")
	}
	return place, nil
}

// hostBucket is what stands before localhost, or before the label s3, in the
// name of the host; "" in the path style.
func hostBucket(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	bucket, ok := strings.CutSuffix(host, ".localhost")
	if !ok {
		at := strings.Index(host, ".s3.")
		if at < 0 {
			at = strings.Index(host, ".s3-")
		}
		if at < 0 {
			return ""
		}
		bucket = host[:at]
	}
	bucket = strings.TrimSuffix(bucket, ".s3")
	if bucket == s3 || IsAccount(bucket) {
		return "" // the endpoint itself, or S3 Control's name of an account
	}
	return bucket
}
