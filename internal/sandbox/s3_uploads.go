package sandbox

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"keyporter/internal/store"
)

// uploadDoc is what is kept of an unfinished upload: what the object will have,
// and which checksum its parts must come with.
type uploadDoc struct {
	objectDoc
	Algorithm string // "" where none was asked for
}

// algorithm is the one of the object's checksum.
func (d uploadDoc) algorithm() algorithm {
	name := d.Algorithm
	if name == "" {
		name = defaultAlgorithm
	}
	found, _ := algorithmNamed(name)
	return found
}

// partDoc is what is kept of a part.
type partDoc struct {
	Sums map[string]string `json:"sums"`
}

func noSuchUpload(id string) error {
	return s3Fail(http.StatusNotFound, "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", detail{"UploadId", id})
}

// createUpload begins an upload. Its checksum is one of the parts' checksums
// unless a CRC of the whole is asked for ("Checking object integrity in Amazon S3",
// S3 user guide).
func createUpload(ctx context.Context, c *s3Call) (*s3Answer, error) {
	if err := c.permitPut(); err != nil {
		return nil, err
	}
	doc, err := c.newDoc()
	if err != nil {
		return nil, err
	}
	name, kind := c.request.Header.Get(checksumHeader+"Algorithm"), c.request.Header.Get(checksumHeader+"Type")
	asked := uploadDoc{objectDoc: doc, Algorithm: name}
	if name != "" {
		algorithm, known := algorithmNamed(name)
		asked.Composite = kind == "COMPOSITE" || kind == "" && name != defaultAlgorithm
		switch {
		case !known:
			return nil, invalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256, SHA512, MD5]")
		case !asked.Composite && algorithm.poly == 0, asked.Composite && name == defaultAlgorithm:
			return nil, invalidRequest("The %s checksum type cannot be used with the %s checksum algorithm.", asked.sumType(), strings.ToLower(name))
		}
		c.header.Set(checksumHeader+"Algorithm", name)
		c.header.Set(checksumHeader+"Type", asked.sumType())
	}
	text, err := json.Marshal(asked)
	if err != nil {
		return nil, err
	}
	made := store.Upload{ID: hex.EncodeToString(randomBytes(32)), Key: c.place.key, Created: c.at, Doc: string(text)}
	if err := c.in.Buckets().Objects(c.bucket.Name).Begin(ctx, made); err != nil {
		return nil, absent(err, noSuchBucket(c.bucket.Name))
	}
	return s3Document("InitiateMultipartUploadResult", struct {
		Bucket, Key string
		UploadID    string `xml:"UploadId"`
	}{c.bucket.Name, c.place.key, made.ID}), nil
}

// upload finds the unfinished upload that is named.
func (c *s3Call) upload(ctx context.Context) (store.Upload, uploadDoc, error) {
	id := c.form.text("uploadId")
	u, err := c.in.Buckets().Objects(c.bucket.Name).Upload(ctx, id, c.place.key)
	var doc uploadDoc
	if err != nil {
		return u, doc, absent(err, noSuchUpload(id))
	}
	return u, doc, json.Unmarshal([]byte(u.Doc), &doc)
}

func uploadPart(ctx context.Context, c *s3Call) (*s3Answer, error) {
	part, err := c.keepPart(ctx, c.body)
	if err != nil {
		return nil, err
	}
	c.header.Set("Etag", part.ETag)
	for _, s := range c.body.sums {
		if s.want != "" || len(c.body.sums) == 1 {
			c.header.Set(checksumHeader+s.name, s.value())
		}
	}
	return &s3Answer{}, nil
}

// keepPart makes a part of a body.
func (c *s3Call) keepPart(ctx context.Context, body *payload) (store.Part, error) {
	said := c.form.text("partNumber")
	number, err := strconv.Atoi(said)
	if err != nil || number < 1 || number > store.MostParts {
		return store.Part{}, invalidArgument("partNumber", said, "Part number must be an integer between 1 and 10000, inclusive")
	}
	u, doc, err := c.upload(ctx)
	if err != nil {
		return store.Part{}, err
	}
	for _, s := range body.sums {
		if doc.Algorithm != "" && s.name != doc.Algorithm {
			return store.Part{}, invalidRequest("Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s", strings.ToLower(doc.Algorithm), strings.ToLower(s.name))
		}
	}
	body.compute(doc.algorithm().name)
	r, err := c.receive(ctx, body)
	if err != nil {
		return store.Part{}, err
	}
	text, err := json.Marshal(partDoc{r.sums})
	if err != nil {
		return store.Part{}, err
	}
	part := store.Part{Number: number, Content: r.content, Size: r.size, Changed: c.at, ETag: `"` + hex.EncodeToString(r.md5) + `"`, Doc: string(text), Data: r.data}
	if err := c.in.Buckets().Objects(c.bucket.Name).PutPart(ctx, u.ID, part); err != nil {
		c.drop(ctx, r)
		return part, absent(err, noSuchUpload(u.ID))
	}
	return part, nil
}

func abortUpload(ctx context.Context, c *s3Call) (*s3Answer, error) {
	u, _, err := c.upload(ctx)
	if err == nil {
		err = absent(c.in.Buckets().Objects(c.bucket.Name).Abort(ctx, u.ID), noSuchUpload(u.ID))
	}
	return &s3Answer{status: http.StatusNoContent}, err
}

type partXML struct {
	PartNumber         int
	LastModified, ETag string
	Size               int64
}

func listParts(ctx context.Context, c *s3Call) (*s3Answer, error) {
	l, err := c.listed("max-parts")
	if err != nil {
		return nil, err
	}
	u, doc, err := c.upload(ctx)
	if err != nil {
		return nil, err
	}
	said, after := c.form.text("part-number-marker"), 0
	if said != "" {
		if after, err = strconv.Atoi(said); err != nil || after < 0 {
			return nil, invalidArgument("part-number-marker", said, "Provided part-number-marker not an integer or within integer range")
		}
	}
	parts, err := c.in.Buckets().Objects(c.bucket.Name).Parts(ctx, u.ID, after, l.limit+1)
	result := struct {
		Bucket, Key                            string
		UploadID                               string `xml:"UploadId"`
		PartNumberMarker, NextPartNumberMarker int
		MaxParts                               int
		IsTruncated                            bool
		Part                                   []partXML
		Initiator, Owner                       s3Owner
		StorageClass                           string
	}{
		Bucket: c.bucket.Name, Key: l.write(u.Key), UploadID: u.ID, PartNumberMarker: after, MaxParts: l.limit,
		Initiator: s3Owner{doc.ACL.Owner}, Owner: s3Owner{doc.ACL.Owner}, StorageClass: doc.class(),
	}
	if len(parts) > l.limit {
		parts, result.IsTruncated = parts[:l.limit], true
	}
	for _, p := range parts {
		result.Part = append(result.Part, partXML{p.Number, s3Stamp(p.Changed), p.ETag, p.Size})
		result.NextPartNumberMarker = p.Number
	}
	return s3Document("ListPartsResult", result), err
}

type uploadXML struct {
	Key              string
	UploadID         string `xml:"UploadId"`
	Initiated        string
	StorageClass     string
	Initiator, Owner s3Owner
}

// listUploads lists unfinished uploads by key; a common prefix takes the place of
// all that begin with it.
func listUploads(ctx context.Context, c *s3Call) (*s3Answer, error) {
	l, err := c.listed("max-uploads")
	if err != nil {
		return nil, err
	}
	result := struct {
		Bucket, Prefix, KeyMarker string
		UploadIDMarker            string `xml:"UploadIdMarker"`
		Delimiter                 string `xml:",omitempty"`
		NextKeyMarker             string `xml:",omitempty"`
		NextUploadIDMarker        string `xml:"NextUploadIdMarker,omitempty"`
		EncodingType              string `xml:",omitempty"`
		MaxUploads                int
		IsTruncated               bool
		Upload                    []uploadXML
		CommonPrefixes            []prefixXML
	}{
		Bucket: c.bucket.Name, Prefix: l.write(l.prefix), Delimiter: l.write(l.delimiter), EncodingType: l.coding(), MaxUploads: l.limit,
		KeyMarker: l.write(c.form.text("key-marker")), UploadIDMarker: c.form.text("upload-id-marker"),
	}
	page, more, err := c.uploads(ctx, l)
	for _, u := range page {
		if u.ID == "" {
			result.CommonPrefixes = append(result.CommonPrefixes, prefixXML{l.write(u.Key)})
		} else {
			var doc uploadDoc
			_ = json.Unmarshal([]byte(u.Doc), &doc) // createUpload made it
			result.Upload = append(result.Upload, uploadXML{l.write(u.Key), u.ID, s3Stamp(u.Created), doc.class(), s3Owner{doc.ACL.Owner}, s3Owner{doc.ACL.Owner}})
		}
		if more {
			result.IsTruncated, result.NextKeyMarker, result.NextUploadIDMarker = true, l.write(u.Key), u.ID
		}
	}
	return s3Document("ListMultipartUploadsResult", result), err
}

// uploads reads a page of the list; a common prefix has no id.
func (c *s3Call) uploads(ctx context.Context, l listed) (page []store.Upload, more bool, err error) {
	from := store.Upload{Key: c.form.text("key-marker"), ID: c.form.text("upload-id-marker")}
	if from.ID == "" && from.Key != "" {
		from.Key = behind(from.Key, l.group(from.Key) == from.Key)
	}
	if from.Key < l.prefix {
		from = store.Upload{Key: l.prefix}
	}
	for l.limit > 0 {
		batch, err := c.in.Buckets().Objects(c.bucket.Name).Uploads(ctx, from, l.prefix+lastKey, l.limit+1)
		if err != nil {
			return nil, false, err
		}
		for _, u := range batch {
			if u.Key < from.Key {
				continue
			}
			if len(page) == l.limit {
				return page, true, nil
			}
			from = store.Upload{Key: u.Key, ID: u.ID}
			if group := l.group(u.Key); group != "" {
				u, from = store.Upload{Key: group}, store.Upload{Key: behind(group, true)}
			}
			page = append(page, u)
		}
		if len(batch) <= l.limit {
			break
		}
	}
	return page, false, nil
}
