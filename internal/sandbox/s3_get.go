package sandbox

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"keyporter/internal/store"
)

// overrides are the headers of an answer that the query may set ("GetObject", S3
// API reference).
var overrides = []string{"Content-Type", "Content-Language", "Expires", "Cache-Control", "Content-Disposition", "Content-Encoding"}

// getObject answers GetObject and HeadObject. The object and the beginning of its
// content are read in one state of the store, so that small ones are never torn.
func getObject(ctx context.Context, c *s3Call) (*s3Answer, error) {
	if err := c.checkVersion(); err != nil {
		return nil, err
	}
	var run *content
	var first []byte
	err := c.snapshot(ctx, func(inside *call) (err error) {
		in := inside.in.Buckets()
		if c.object, err = c.findObject(ctx, in); err != nil {
			return err
		}
		if c.object == nil {
			return c.missing()
		}
		if run, err = c.openContent(ctx, in); err != nil || c.request.Method == http.MethodHead {
			return err
		}
		first, err = run.next(ctx, in)
		return err
	})
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	answer := &s3Answer{status: c.status}
	if c.request.Method == http.MethodHead {
		return answer, nil
	}
	answer.content = func(ctx context.Context, w http.ResponseWriter) error {
		for piece := first; ; {
			if _, err := w.Write(piece); err != nil {
				return nil // the client is gone
			}
			var err error
			if piece, err = run.next(ctx, c.in.Buckets()); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	}
	return answer, nil
}

// checkVersion refuses versions: there is none but null.
func (c *s3Call) checkVersion() error {
	if id := c.form.text("versionId"); c.form.values.Has("versionId") && id != "null" {
		return invalidArgument("versionId", id, "Invalid version id specified")
	}
	return nil
}

// openContent finds the run of the object that is asked for, and writes the
// headers.
func (c *s3Call) openContent(ctx context.Context, in *store.Buckets) (*content, error) {
	o := c.object
	if err := c.readConditions("", o); err != nil {
		c.header.Set("Etag", o.ETag)
		return nil, err
	}
	pieces, err := in.Objects(c.bucket.Name).Pieces(ctx, o.Object)
	if err != nil {
		return nil, err
	}
	run := &content{pieces: pieces, end: o.Size}
	if err := c.askedRun(run, pieces); err != nil {
		return nil, err
	}
	h := c.header
	h.Set("Etag", o.ETag)
	h.Set("Last-Modified", o.Changed.Format(http.TimeFormat))
	h.Set("Accept-Ranges", "bytes")
	h.Set("Content-Length", strconv.FormatInt(run.end-run.at, 10))
	for name, value := range o.Headers {
		if name != storageClass || value != "STANDARD" {
			h.Set(name, value)
		}
	}
	for name, value := range o.Meta {
		h[metaSent+name] = []string{value} // in lower case: boto3 takes the name as it comes
	}
	if len(o.Tags) > 0 {
		h.Set("X-Amz-Tagging-Count", strconv.Itoa(len(o.Tags)))
	}
	if c.request.Header.Get(checksumHeader+"Mode") == "ENABLED" && c.status == 0 {
		c.tellSums(o.objectDoc)
	}
	return run, c.override()
}

// override sets headers as the query asks, of signed requests only.
func (c *s3Call) override() error {
	for _, name := range overrides {
		param := "response-" + strings.ToLower(name)
		if !c.form.values.Has(param) {
			continue
		}
		if c.who.anonymous() {
			return invalidRequest("Request specific response headers cannot be used for anonymous GET requests.")
		}
		c.header.Set(name, c.form.text(param))
	}
	return nil
}

// askedRun narrows the run to a part or a range.
func (c *s3Call) askedRun(run *content, pieces []store.Piece) error {
	size := run.end
	said := c.request.Header.Get("Range")
	if number := c.form.text("partNumber"); number != "" {
		n, err := strconv.Atoi(number)
		switch {
		case said != "":
			return invalidRequest("Cannot specify both Range header and partNumber query parameter")
		case err != nil || n < 1 || n > store.MostParts:
			return invalidArgument("partNumber", number, "Part number must be an integer between 1 and 10000, inclusive")
		case n > len(pieces):
			return s3Fail(http.StatusRequestedRangeNotSatisfiable, "InvalidPartNumber", "The requested partnumber is not satisfiable",
				detail{"PartNumberRequested", number}, detail{"ActualPartCount", strconv.Itoa(len(pieces))})
		}
		for _, p := range pieces[:n-1] {
			run.at += p.Size
		}
		run.end = run.at + pieces[n-1].Size
		if c.object.Parts > 0 {
			c.header.Set("X-Amz-Mp-Parts-Count", strconv.Itoa(len(pieces)))
		}
	} else {
		from, to, ok := readRange(said, size)
		switch {
		case !ok:
			return nil // no range, or one that S3 passes over
		case from >= size:
			return s3Fail(http.StatusRequestedRangeNotSatisfiable, "InvalidRange", "The requested range is not satisfiable",
				detail{"RangeRequested", said}, detail{"ActualObjectSize", strconv.FormatInt(size, 10)})
		}
		run.at, run.end = from, to
	}
	c.status = http.StatusPartialContent
	if run.end > run.at {
		c.header.Set("Content-Range", "bytes "+strconv.FormatInt(run.at, 10)+"-"+strconv.FormatInt(run.end-1, 10)+"/"+strconv.FormatInt(size, 10))
	}
	return nil
}

// readRange reads one range of bytes ("Range", RFC 9110); S3 knows no lists of
// them. to is the offset behind the last byte.
func readRange(header string, size int64) (from, to int64, ok bool) {
	spec, bytes := strings.CutPrefix(header, "bytes=")
	first, last, dash := strings.Cut(spec, "-")
	if !bytes || !dash {
		return 0, 0, false
	}
	if first == "" {
		n, err := strconv.ParseUint(last, 10, 63)
		if n == 0 {
			return size, size, err == nil
		}
		return max(0, size-int64(n)), size, err == nil
	}
	start, err := strconv.ParseUint(first, 10, 62)
	if err != nil || last == "" {
		return int64(start), size, err == nil
	}
	end, err := strconv.ParseUint(last, 10, 62)
	return int64(start), min(int64(end)+1, size), err == nil && end >= start
}
