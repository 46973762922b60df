package sandbox

import (
	"context"
	"crypto/md5"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/store"
)

// leastPart is in bytes, of every part but the last ("Amazon S3 multipart upload
// limits", S3 user guide).
const leastPart = 5 << 20

type completedPart struct {
	PartNumber        int
	ETag              string
	ChecksumCRC32     string
	ChecksumCRC32C    string
	ChecksumCRC64NVME string
	ChecksumSHA1      string
	ChecksumSHA256    string
}

// sum is the checksum that the client says the part has.
func (p completedPart) sum(name string) string {
	return map[string]string{
		"CRC32": p.ChecksumCRC32, "CRC32C": p.ChecksumCRC32C, "CRC64NVME": p.ChecksumCRC64NVME, "SHA1": p.ChecksumSHA1, "SHA256": p.ChecksumSHA256,
	}[name]
}

// completeUpload makes an object of the parts that are named, in their order.
func completeUpload(ctx context.Context, c *s3Call) (*s3Answer, error) {
	var asked struct{ Part []completedPart }
	if err := c.body.readXML("CompleteMultipartUpload", &asked); err != nil {
		return nil, err
	}
	if len(asked.Part) == 0 {
		return nil, malformedXML()
	}
	ascending := func(a, b completedPart) int { return a.PartNumber - b.PartNumber - 1 } // no two are equal
	if !slices.IsSortedFunc(asked.Part, ascending) {
		return nil, fail(http.StatusBadRequest, "InvalidPartOrder", "The list of parts was not in ascending order. The parts list must be specified in order by part number.")
	}
	admit, err := c.writeConditions()
	if err != nil {
		return nil, err
	}
	u, doc, err := c.upload(ctx)
	if err != nil {
		return nil, err
	}
	var made store.Object
	err = c.in.Buckets().Objects(c.bucket.Name).Complete(ctx, u.ID, func(parts []store.Part) (store.Object, []store.Part, error) {
		a := assembly{doc: doc, hash: md5.New()}
		for i, want := range asked.Part {
			if err := a.add(parts, want, i == len(asked.Part)-1); err != nil {
				return made, nil, err
			}
		}
		made = store.Object{
			Key: u.Key, Content: u.ID, Parts: len(asked.Part), Size: a.size, Changed: c.at,
			ETag: fmt.Sprintf(`"%x-%d"`, a.hash.Sum(nil), len(asked.Part)),
		}
		doc.Sums = a.sums()
		made.Doc = doc.encode()
		dropped := slices.DeleteFunc(parts, func(p store.Part) bool { return slices.Contains(a.numbers, p.Number) })
		return made, dropped, c.checkWhole(a.size, doc.Sums)
	}, admit)
	if err != nil {
		return nil, absent(err, noSuchUpload(u.ID))
	}
	result := []detail{{"Location", "http://" + c.request.Host + c.request.URL.EscapedPath()}, {"Bucket", c.bucket.Name}, {"Key", u.Key}, {"ETag", made.ETag}}
	for name, value := range doc.Sums {
		result = append(result, detail{"Checksum" + name, value}, detail{"ChecksumType", doc.sumType()})
	}
	return s3Document("CompleteMultipartUploadResult", elements(result)), nil
}

// checkWhole compares the object with what the headers say of it.
func (c *s3Call) checkWhole(size int64, sums map[string]string) error {
	if said := c.request.Header.Get("X-Amz-Mp-Object-Size"); said != "" && said != strconv.FormatInt(size, 10) {
		return invalidRequest("The provided 'x-amz-mp-object-size' header value %s does not match what was computed: %d", said, size)
	}
	for name, sum := range sums {
		if said := c.request.Header.Get(checksumHeader + name); said != "" && said != sum {
			return fail(http.StatusBadRequest, "BadDigest", "The %s you specified did not match the calculated checksum.", name)
		}
	}
	return nil
}

// assembly is an object that is being put together.
type assembly struct {
	doc     uploadDoc
	hash    hash.Hash // of the parts' own
	numbers []int
	size    int64
	sizes   []int64
	values  [][]byte // the checksums of the parts
}

// add takes a part, or refuses it.
func (a *assembly) add(parts []store.Part, want completedPart, last bool) error {
	at := slices.IndexFunc(parts, func(p store.Part) bool { return p.Number == want.PartNumber })
	invalid := s3Fail(http.StatusBadRequest, "InvalidPart", "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
		detail{"PartNumber", strconv.Itoa(want.PartNumber)}, detail{"ETag", want.ETag})
	if at < 0 || !sameTag(want.ETag, parts[at].ETag) || slices.Contains(a.numbers, want.PartNumber) {
		return invalid
	}
	part := parts[at]
	if !last && part.Size < leastPart {
		return s3Fail(http.StatusBadRequest, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size",
			detail{"ProposedSize", strconv.FormatInt(part.Size, 10)}, detail{"MinSizeAllowed", strconv.Itoa(leastPart)}, detail{"PartNumber", strconv.Itoa(part.Number)})
	}
	var doc partDoc
	if err := json.Unmarshal([]byte(part.Doc), &doc); err != nil {
		return err
	}
	for name, sum := range doc.Sums {
		if said := want.sum(name); said != "" && said != sum {
			return invalid
		}
	}
	tag, err := hex.DecodeString(strings.Trim(part.ETag, `"`))
	if err != nil {
		return err
	}
	value, err := base64.StdEncoding.DecodeString(doc.Sums[a.doc.algorithm().name])
	if err != nil {
		return err
	}
	a.hash.Write(tag)
	a.numbers, a.size = append(a.numbers, part.Number), a.size+part.Size
	a.sizes, a.values = append(a.sizes, part.Size), append(a.values, value)
	return nil
}

// sums is the checksum of the object, of its parts' checksums or of all bytes.
func (a *assembly) sums() map[string]string {
	by := a.doc.algorithm()
	if a.doc.Composite {
		h := by.make()
		for _, value := range a.values {
			h.Write(value)
		}
		return map[string]string{by.name: base64.StdEncoding.EncodeToString(h.Sum(nil)) + "-" + strconv.Itoa(len(a.values))}
	}
	var whole uint64
	width := len(a.values[0])
	for i, value := range a.values {
		wide := make([]byte, 8)
		copy(wide[8-width:], value)
		whole = shiftCRC(whole, a.sizes[i], by.poly, width*8) ^ binary.BigEndian.Uint64(wide)
	}
	all := binary.BigEndian.AppendUint64(nil, whole)
	return map[string]string{by.name: base64.StdEncoding.EncodeToString(all[8-width:])}
}

// shiftCRC is what a CRC contributes to that of a text that goes on for size more
// bytes: the CRC times x to the power of eight times size, modulo the polynomial.
// All are bit-reversed, so that the highest of the width bits is x to the 0.
func shiftCRC(crc uint64, size int64, poly uint64, width int) uint64 {
	times := func(a, b uint64) (product uint64) {
		for bit := uint64(1) << (width - 1); bit != 0; bit >>= 1 {
			if a&bit != 0 {
				product ^= b
			}
			carry := b & 1
			if b >>= 1; carry != 0 {
				b ^= poly
			}
		}
		return product
	}
	power := uint64(1) << (width - 9) // x to the 8
	for ; size > 0; size >>= 1 {
		if size&1 != 0 {
			crc = times(crc, power)
		}
		power = times(power, power)
	}
	return crc
}
