package sandbox

import (
	"context"
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"
)

// mostListed is how many objects, uploads or parts one answer lists.
const mostListed = 1000

// listed asks for a run of keys: those that begin with prefix and come after
// after; what has the delimiter behind the prefix is told once for all that begin
// so.
type listed struct {
	prefix, delimiter, after string
	limit                    int
	escaped                  bool // keys are written in percent signs
}

// lastKey is behind every key: none begins with this byte.
const lastKey = "\xff"

// listing reads the parameters that all lists of keys share.
func (c *s3Call) listed(limit string) (listed, error) {
	l := listed{prefix: c.form.text("prefix"), delimiter: c.form.text("delimiter"), limit: mostListed}
	if said := c.form.text(limit); said != "" {
		n, err := strconv.ParseInt(said, 10, 32)
		switch {
		case err != nil:
			return l, invalidArgument(limit, said, "Provided "+limit+" not an integer or within integer range")
		case n < 0:
			return l, invalidArgument(limit, said, "Argument "+limit+" must be an integer between 0 and 2147483647")
		}
		l.limit = min(int(n), mostListed)
	}
	l.limit = min(l.limit, c.mischief.shorten(mostListed))
	switch coding := c.form.text("encoding-type"); coding {
	case "url":
		l.escaped = true
	case "":
	default:
		return l, invalidArgument("encoding-type", coding, "Invalid Encoding Method specified in Request")
	}
	return l, nil
}

// write writes a key, or a part of one.
func (l listed) write(key string) string {
	if !l.escaped {
		return key
	}
	return strings.ReplaceAll(url.QueryEscape(key), "%2F", "/")
}

// coding is the element EncodingType.
func (l listed) coding() string {
	if l.escaped {
		return "url"
	}
	return ""
}

// group is the common prefix that a key falls under, "" where it stands alone.
func (l listed) group(key string) string {
	rest := strings.TrimPrefix(key, l.prefix)
	if at := strings.Index(rest, l.delimiter); l.delimiter != "" && at >= 0 {
		return l.prefix + rest[:at+len(l.delimiter)]
	}
	return ""
}

// behind is the first key that can come after another, or after all that begin
// with a common prefix.
func behind(key string, group bool) string {
	if !group {
		return key + "\x00"
	}
	return key + lastKey // keys are UTF-8, which has no such byte
}

// found is one line of a list: an object, or a common prefix.
type found struct {
	object *object
	prefix string
}

func (f found) name() string {
	if f.object == nil {
		return f.prefix
	}
	return f.object.Key
}

// objects reads a page of a list; more tells whether it goes on.
func (c *s3Call) objects(ctx context.Context, l listed) (page []found, more bool, err error) {
	from, in := l.prefix, c.in.Buckets().Objects(c.bucket.Name)
	if l.after != "" {
		from = max(from, behind(l.after, l.group(l.after) == l.after))
	}
	until := l.prefix + lastKey
	for l.limit > 0 {
		batch, err := in.List(ctx, from, until, l.limit+1)
		if err != nil {
			return nil, false, err
		}
		for _, one := range batch {
			if one.Key < from {
				continue // under a common prefix that was told
			}
			if len(page) == l.limit {
				return page, true, nil
			}
			next := found{prefix: l.group(one.Key)}
			if next.prefix == "" {
				if next.object, err = openObject(one); err != nil {
					return nil, false, err
				}
			}
			page = append(page, next)
			from = behind(next.name(), next.object == nil)
		}
		if len(batch) <= l.limit {
			break
		}
	}
	return page, false, nil
}

type objectXML struct {
	Key, LastModified, ETag string
	Size                    int64
	ChecksumAlgorithm       []string
	ChecksumType            string `xml:",omitempty"`
	StorageClass            string
	Owner                   *s3Owner
}

type prefixXML struct{ Prefix string }

// listXML is what both versions of the list have.
type listXML struct {
	Name, Prefix   string
	Delimiter      string `xml:",omitempty"`
	MaxKeys        int
	EncodingType   string `xml:",omitempty"`
	IsTruncated    bool
	Contents       []objectXML
	CommonPrefixes []prefixXML
}

func (c *s3Call) listXML(l listed, page []found, owners bool) listXML {
	list := listXML{
		Name: c.bucket.Name, Prefix: l.write(l.prefix), Delimiter: l.write(l.delimiter), MaxKeys: l.limit, EncodingType: l.coding(),
	}
	for _, f := range page {
		if f.object == nil {
			list.CommonPrefixes = append(list.CommonPrefixes, prefixXML{l.write(f.prefix)})
			continue
		}
		o := objectXML{Key: l.write(f.object.Key), LastModified: s3Stamp(f.object.Changed), ETag: f.object.ETag, Size: f.object.Size, StorageClass: f.object.class()}
		for name := range f.object.Sums {
			o.ChecksumAlgorithm, o.ChecksumType = append(o.ChecksumAlgorithm, name), f.object.sumType()
		}
		if owners {
			o.Owner = &s3Owner{c.shownACL(f.object).Owner}
		}
		list.Contents = append(list.Contents, o)
	}
	return list
}

func (d objectDoc) class() string {
	if class := d.Headers[storageClass]; class != "" {
		return class
	}
	return "STANDARD"
}

// listObjects is the older list, which goes on behind a marker.
func listObjects(ctx context.Context, c *s3Call) (*s3Answer, error) {
	l, err := c.listed("max-keys")
	if err != nil {
		return nil, err
	}
	l.after = c.form.text("marker")
	page, more, err := c.objects(ctx, l)
	result := struct {
		listXML
		Marker     string
		NextMarker string `xml:",omitempty"`
	}{listXML: c.listXML(l, page, true), Marker: l.write(l.after)}
	if result.IsTruncated = more; more && l.delimiter != "" {
		result.NextMarker = l.write(page[len(page)-1].name())
	}
	return s3Document("ListBucketResult", result), err
}

// listObjectsV2 goes on behind a token, which holds the last key.
func listObjectsV2(ctx context.Context, c *s3Call) (*s3Answer, error) {
	if version := c.form.text("list-type"); version != "2" {
		return nil, invalidArgument("list-type", version, "Invalid List Type specified in Request")
	}
	l, err := c.listed("max-keys")
	if err != nil {
		return nil, err
	}
	start, prev := c.form.text("start-after"), c.form.text("continuation-token")
	if l.after = start; prev != "" {
		if l.after, err = c.readToken(prev); err != nil {
			return nil, err
		}
	}
	spoilt := c.spoilt(prev)
	if err := c.mischief.failPage(spoilt); err != nil {
		return nil, err
	}
	page, more, err := c.objects(ctx, l)
	if err != nil {
		return nil, err
	}
	result := struct {
		listXML
		KeyCount              int
		StartAfter            string `xml:",omitempty"`
		ContinuationToken     string `xml:",omitempty"`
		NextContinuationToken string `xml:",omitempty"`
	}{listXML: c.listXML(l, page, c.form.text("fetch-owner") == "true"), KeyCount: len(page), StartAfter: l.write(start), ContinuationToken: prev}
	last := ""
	if more {
		last = page[len(page)-1].name()
	}
	result.NextContinuationToken = c.token(spoilt, last)
	result.IsTruncated = result.NextContinuationToken != ""
	return s3Document("ListBucketResult", result), nil
}

// spoilt is what mischief knows of a page of a list.
func (c *s3Call) spoilt(token string) page {
	return page{action: c.action, number: c.mischief.numberOf(token), mischief: &c.mischief}
}

// token leads behind the last name of a page, "" where nothing comes behind it. No
// two are equal.
func (c *s3Call) token(p page, last string) string {
	end := paging{}
	if last != "" {
		end = paging{IsTruncated: true, Marker: base64.RawURLEncoding.EncodeToString(append(randomBytes(markerNonce), last...))}
	}
	return c.mischief.oddEnd(p, end).Marker
}

// readToken is the name that a token leads behind.
func (c *s3Call) readToken(token string) (string, error) {
	after, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(after) < markerNonce {
		return "", invalidArgument("continuation-token", token, "The continuation token provided is incorrect")
	}
	return string(after[markerNonce:]), nil
}
