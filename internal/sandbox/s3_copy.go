package sandbox

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// copySource is the header that makes a copy of a PUT.
const (
	copySource = "X-Amz-Copy-Source"
	copyPrefix = "X-Amz-Copy-Source-"
)

// source opens what is to be copied, as a call on that object by the same caller.
func (c *s3Call) source(ctx context.Context) (*s3Call, error) {
	said := c.request.Header.Get(copySource)
	path, query, _ := strings.Cut(said, "?")
	plain, err := url.PathUnescape(path)
	bucket, key, ok := strings.Cut(strings.TrimPrefix(plain, "/"), "/")
	switch {
	case err != nil || !ok || bucket == "" || key == "":
		return nil, invalidArgument("x-amz-copy-source", said, "Invalid copy source object key")
	case query != "" && query != "versionId=null":
		return nil, invalidArgument("x-amz-copy-source", said, "Invalid version id specified")
	}
	from := *c
	from.place, from.header = s3Place{bucket: bucket, key: key}, http.Header{}
	err = c.snapshot(ctx, func(inside *call) error {
		in := inside.in.Buckets()
		if from.bucket, err = in.Get(ctx, bucket); err != nil {
			return absent(err, noSuchBucket(bucket))
		}
		from.object, err = from.findObject(ctx, in)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := from.permit("GetObject", from.place.arn()); err != nil {
		return nil, err
	}
	if from.object == nil {
		return nil, from.missing()
	}
	return &from, c.readConditions(copyPrefix, from.object)
}

// copyBody reads a run of the source as the body of a request.
func (c *s3Call) copyBody(ctx context.Context, from, to int64) (*payload, error) {
	in := c.in.Buckets()
	pieces, err := in.Objects(c.bucket.Name).Pieces(ctx, c.object.Object)
	run := &content{pieces: pieces, at: from, end: to}
	return &payload{r: run.reader(ctx, in), size: to - from}, err
}

// copyObject copies an object. Its tags and its metadata come along, or come from
// the headers where a directive says so; its ACL never comes along.
func copyObject(ctx context.Context, c *s3Call) (*s3Answer, error) {
	from, err := c.source(ctx)
	if err != nil {
		return nil, err
	}
	header := c.request.Header
	replace := func(name string) bool { return header.Get("X-Amz-"+name+"-Directive") == "REPLACE" }
	if !replace("Tagging") {
		header.Del(taggingHeader)
	}
	if err := c.permitPut(); err != nil {
		return nil, err
	}
	if from.place == c.place && !replace("Metadata") && header.Get(storageClass) == "" {
		return nil, invalidRequest("This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.")
	}
	admit, err := c.writeConditions()
	if err != nil {
		return nil, err
	}
	doc, err := c.newDoc()
	if err != nil {
		return nil, err
	}
	if !replace("Metadata") {
		class := doc.Headers[storageClass]
		doc.Headers, doc.Meta = from.object.Headers, from.object.Meta
		delete(doc.Headers, storageClass)
		if class != "" {
			doc.Headers[storageClass] = class
		}
	}
	if !replace("Tagging") {
		if doc.Tags = from.object.Tags; len(doc.Tags) > 0 {
			c.askedTags = doc.Tags
			if err := c.permit("PutObjectTagging", c.place.arn()); err != nil {
				return nil, err
			}
		}
	}
	body, err := from.copyBody(ctx, 0, from.object.Size)
	if err != nil {
		return nil, err
	}
	body.compute(header.Get(checksumHeader + "Algorithm"))
	r, err := c.receive(ctx, body)
	if err != nil {
		return nil, err
	}
	made, err := c.keep(ctx, r, doc, admit)
	if err != nil {
		return nil, err
	}
	return s3Document("CopyObjectResult", copied{ETag: made.ETag, LastModified: s3Stamp(made.Changed)}), nil
}

type copied struct{ LastModified, ETag string }

// uploadPartCopy copies an object, or a range of it, into a part of an upload.
func uploadPartCopy(ctx context.Context, c *s3Call) (*s3Answer, error) {
	from, err := c.source(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.permit("PutObject", c.place.arn()); err != nil {
		return nil, err
	}
	start, end := int64(0), from.object.Size
	if said := c.request.Header.Get(copyPrefix + "Range"); said != "" {
		first, last, ok := readRange(said, end)
		if !ok || last <= first || !strings.HasSuffix(said, "-"+strconv.FormatInt(last-1, 10)) {
			return nil, invalidArgument("x-amz-copy-source-range", said, "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy")
		}
		start, end = first, last
	}
	body, err := from.copyBody(ctx, start, end)
	if err != nil {
		return nil, err
	}
	part, err := c.keepPart(ctx, body)
	if err != nil {
		return nil, err
	}
	return s3Document("CopyPartResult", copied{ETag: part.ETag, LastModified: s3Stamp(part.Changed)}), nil
}
