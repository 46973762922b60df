package sandbox

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"keyporter/internal/store"
)

// object is an object with its document.
type object struct {
	store.Object
	objectDoc
}

// objectDoc is what is kept of an object beside its content.
type objectDoc struct {
	Headers   map[string]string `json:"headers,omitempty"`
	Meta      map[string]string `json:"meta,omitempty"` // by names in lower case
	Tags      []tag             `json:"tags,omitempty"`
	ACL       acl               `json:"acl"`
	Sums      map[string]string `json:"sums,omitempty"`      // by algorithm
	Composite bool              `json:"composite,omitempty"` // the checksum is of the parts' checksums
}

func (d objectDoc) encode() string {
	text, _ := json.Marshal(d) // it holds nothing but strings
	return string(text)
}

func openObject(one store.Object) (*object, error) {
	o := &object{Object: one}
	return o, json.Unmarshal([]byte(one.Doc), &o.objectDoc)
}

// findObject reads an object of the bucket; nil where there is none.
func (c *s3Call) findObject(ctx context.Context, in *store.Buckets) (*object, error) {
	one, err := in.Objects(c.bucket.Name).Get(ctx, c.place.key)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return openObject(one)
}

// Headers that are kept with an object ("System-defined object metadata", S3 user
// guide), and how long those of users may be.
var keptHeaders = []string{
	"Content-Type", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires",
	storageClass, "X-Amz-Website-Redirect-Location", encryption,
}

const (
	storageClass = "X-Amz-Storage-Class"
	encryption   = "X-Amz-Server-Side-Encryption"
	metaPrefix   = "X-Amz-Meta-"
	metaSent     = "x-amz-meta-"
	longestMeta  = 2 << 10
)

// newDoc reads from the headers what an object is to have.
func (c *s3Call) newDoc() (objectDoc, error) {
	doc := objectDoc{Headers: map[string]string{"Content-Type": "binary/octet-stream"}, Meta: map[string]string{}, Tags: c.askedTags}
	header := c.request.Header
	for _, name := range keptHeaders {
		if value := header.Get(name); value != "" {
			doc.Headers[name] = value
		}
	}
	if coding := withoutChunks(header.Get("Content-Encoding")); coding != "" {
		doc.Headers["Content-Encoding"] = coding
	} else {
		delete(doc.Headers, "Content-Encoding")
	}
	size := 0
	for name := range header {
		if rest, ok := strings.CutPrefix(name, metaPrefix); ok {
			value := strings.Join(header.Values(name), ",")
			doc.Meta[strings.ToLower(rest)] = value
			size += len(rest) + len(value)
		}
	}
	if size > longestMeta {
		return doc, fail(http.StatusBadRequest, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size")
	}
	if err := checkFeatures(header); err != nil {
		return doc, err
	}
	var err error
	doc.ACL, err = c.objectACL()
	return doc, err
}

// withoutChunks is a Content-Encoding without what was for the way only.
func withoutChunks(coding string) string {
	var list []string
	for one := range strings.SplitSeq(coding, ",") {
		if one = strings.TrimSpace(one); one != "" && one != "aws-chunked" {
			list = append(list, one)
		}
	}
	return strings.Join(list, ",")
}

// storageClasses are those whose objects can be read at once.
var storageClasses = []string{"", "STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR", "REDUCED_REDUNDANCY"}

// checkFeatures refuses headers that ask for what is not there.
func checkFeatures(h http.Header) error {
	class := h.Get(storageClass)
	switch {
	case slices.Contains([]string{"GLACIER", "DEEP_ARCHIVE", "OUTPOSTS", "SNOW", "EXPRESS_ONEZONE"}, class):
		return notImplemented(strings.ToLower(storageClass))
	case !slices.Contains(storageClasses, class):
		return fail(http.StatusBadRequest, "InvalidStorageClass", "The storage class you specified is not valid")
	case h.Get(encryption) != "" && h.Get(encryption) != "AES256":
		return notImplemented(strings.ToLower(encryption))
	}
	for name := range h {
		switch {
		case strings.HasPrefix(name, "X-Amz-Object-Lock-"):
			return invalidRequest("Bucket is missing Object Lock Configuration")
		case strings.HasPrefix(name, encryption+"-"), name == "X-Amz-Write-Offset-Bytes":
			return notImplemented(strings.ToLower(name))
		}
	}
	return nil
}

// permitPut asks for what writing an object with these headers needs.
func (c *s3Call) permitPut() error {
	needed := []string{"PutObject"}
	if said := c.request.Header.Get(taggingHeader); said != "" {
		var err error
		if c.askedTags, err = parseTags(said); err != nil {
			return err
		}
		needed = append(needed, "PutObjectTagging")
	}
	if c.asksACL() {
		needed = append(needed, "PutObjectAcl")
	}
	for _, permission := range needed {
		if err := c.permit(permission, c.place.arn()); err != nil {
			return err
		}
	}
	return nil
}

func putObject(ctx context.Context, c *s3Call) (*s3Answer, error) {
	if err := c.permitPut(); err != nil {
		return nil, err
	}
	admit, err := c.writeConditions()
	if err != nil {
		return nil, err
	}
	doc, err := c.newDoc()
	if err != nil {
		return nil, err
	}
	r, err := c.receive(ctx, c.body)
	if err != nil {
		return nil, err
	}
	made, err := c.keep(ctx, r, doc, admit)
	if err != nil {
		return nil, err
	}
	c.header.Set("Etag", made.ETag)
	c.tellSums(made.objectDoc)
	return &s3Answer{}, nil
}

// keep makes an object of what was received.
func (c *s3Call) keep(ctx context.Context, r *received, doc objectDoc, admit store.Admit) (*object, error) {
	doc.Sums = r.sums
	one := store.Object{
		Key: c.place.key, Content: r.content, Size: r.size, Changed: c.at,
		ETag: `"` + hex.EncodeToString(r.md5) + `"`, Doc: doc.encode(), Data: r.data,
	}
	if err := c.in.Buckets().Objects(c.bucket.Name).Put(ctx, one, admit); err != nil {
		c.drop(ctx, r)
		return nil, absent(err, noSuchBucket(c.bucket.Name))
	}
	return &object{one, doc}, nil
}

// tellSums writes the checksums of an object into the headers.
func (c *s3Call) tellSums(doc objectDoc) {
	for name, value := range doc.Sums {
		c.header.Set(checksumHeader+name, value)
	}
	if len(doc.Sums) > 0 {
		c.header.Set(checksumHeader+"Type", doc.sumType())
	}
}

func (d objectDoc) sumType() string {
	if d.Composite {
		return "COMPOSITE"
	}
	return "FULL_OBJECT"
}

func noSuchKey(key string) error {
	return s3Fail(http.StatusNotFound, "NoSuchKey", "The specified key does not exist.", detail{"Key", key})
}

// missing is what the caller may know of an object that is not there ("GetObject",
// S3 API reference): that it is not, only with the right to list the bucket.
func (c *s3Call) missing() error {
	if err := c.permit("ListBucket", bucketARN(c.bucket.Name)); err != nil {
		return accessDenied()
	}
	return noSuchKey(c.place.key)
}

// deleteObject succeeds where there is no such object, too.
func deleteObject(ctx context.Context, c *s3Call) (*s3Answer, error) {
	admit := func(*store.Object) error { return nil }
	if want := c.request.Header.Get("If-Match"); want != "" {
		admit = func(there *store.Object) error { return c.matches(there, want) }
	}
	_, err := c.in.Buckets().Objects(c.bucket.Name).Delete(ctx, c.place.key, admit)
	return &s3Answer{status: http.StatusNoContent}, absent(err, noSuchBucket(c.bucket.Name))
}
