package sandbox

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"net/http"
	"strings"
)

// crc64NVMe is the polynomial of the NVM Express specification, bit-reversed, as
// "Checking object integrity in Amazon S3" (S3 user guide) has it.
const crc64NVMe = 0x9a6c9329ac4bc9b5

// checksums are the algorithms that are offered, by the end of their headers'
// name, in the order in which S3 lists them.
var checksums = []struct {
	name string
	make func() hash.Hash
}{
	{"Crc32", func() hash.Hash { return crc32.NewIEEE() }},
	{"Crc32c", func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) }},
	{"Crc64nvme", func() hash.Hash { return crc64.New(crc64.MakeTable(crc64NVMe)) }},
	{"Sha1", sha1.New},
	{"Sha256", sha256.New},
}

const checksumHeader = "X-Amz-Checksum-"

// checkHeader adds the check of the checksum that the headers hold.
func (p *payload) checkHeader(h http.Header) error {
	for _, c := range checksums {
		said := h.Get(checksumHeader + c.name)
		if said == "" {
			continue
		}
		hasher := c.make()
		want, err := base64.StdEncoding.DecodeString(said)
		if err != nil || len(want) != hasher.Size() {
			return invalidRequest("Value for %s header is invalid.", strings.ToLower(checksumHeader+c.name))
		}
		p.check(hasher, want, wrongChecksum(c.name))
	}
	return nil
}

func wrongChecksum(name string) error {
	return fail(http.StatusBadRequest, "BadDigest", "The %s you specified did not match the calculated checksum.", strings.ToUpper(name))
}
