package sandbox

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"net/http"
	"slices"
	"strings"
)

// crc64NVMe is the polynomial of the NVM Express specification, bit-reversed.
const crc64NVMe = 0x9a6c9329ac4bc9b5

// algorithm is one of "Checking object integrity in Amazon S3" (S3 user guide).
// poly is the bit-reversed polynomial of a CRC, of which the checksum of a whole
// can be made from those of its parts.
type algorithm struct {
	name string // in documents; in lower case the end of its header's name
	make func() hash.Hash
	poly uint64
}

var algorithms = []algorithm{
	{"CRC32", func() hash.Hash { return crc32.NewIEEE() }, crc32.IEEE},
	{"CRC32C", func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) }, crc32.Castagnoli},
	{"CRC64NVME", func() hash.Hash { return crc64.New(crc64.MakeTable(crc64NVMe)) }, crc64NVMe},
	{"SHA1", sha1.New, 0},
	{"SHA256", sha256.New, 0},
	{"SHA512", sha512.New, 0},
	{"MD5", md5.New, 0},
}

const (
	checksumHeader   = "X-Amz-Checksum-"
	defaultAlgorithm = "CRC64NVME" // of what comes without a checksum
)

func algorithmNamed(name string) (algorithm, bool) {
	i := slices.IndexFunc(algorithms, func(a algorithm) bool { return a.name == name })
	if i < 0 {
		return algorithm{}, false
	}
	return algorithms[i], true
}

// checksum is one that is computed of a body. want is what it must be; where it
// is "", nothing is asked, or a trailer holds it.
type checksum struct {
	algorithm
	hash.Hash
	want    string
	trailer bool
}

// checkSums adds the checksum that headers hold or announce.
func (p *payload) checkSums(h http.Header) error {
	said := map[string]string{}
	for name := range h {
		if rest, ok := strings.CutPrefix(name, checksumHeader); ok && !slices.Contains([]string{"Algorithm", "Mode", "Type"}, rest) {
			said[strings.ToUpper(rest)] = h.Get(name)
		}
	}
	for name := range strings.SplitSeq(h.Get("X-Amz-Trailer"), ",") {
		if rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(name)), strings.ToLower(checksumHeader)); ok {
			said[strings.ToUpper(rest)] = ""
		}
	}
	if len(said) > 1 {
		return invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.")
	}
	for name, want := range said {
		algorithm, known := algorithmNamed(name)
		if !known {
			return notImplemented(strings.ToLower(checksumHeader + name))
		}
		one := &checksum{algorithm: algorithm, Hash: algorithm.make(), want: want, trailer: want == ""}
		if sum, err := base64.StdEncoding.DecodeString(want); !one.trailer && (err != nil || len(sum) != one.Size()) {
			return wrongValue(name)
		}
		p.sums = append(p.sums, one)
	}
	if announced := h.Get("X-Amz-Sdk-Checksum-Algorithm"); announced != "" && len(said) == 0 && h.Get("Content-Md5") == "" {
		return invalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.")
	}
	return nil
}

func wrongValue(name string) error {
	return invalidRequest("Value for %s header is invalid.", strings.ToLower(checksumHeader+name))
}

// compute adds a checksum that nobody sent.
func (p *payload) compute(name string) {
	if a, ok := algorithmNamed(name); ok && !slices.ContainsFunc(p.sums, func(s *checksum) bool { return s.name == name }) {
		p.sums = append(p.sums, &checksum{algorithm: a, Hash: a.make()})
	}
}

// verify compares the checksum of the whole body.
func (s *checksum) verify(trailers map[string]string) error {
	if s.trailer {
		s.want = trailers[strings.ToLower(checksumHeader+s.name)]
		if s.want == "" {
			return malformedTrailer()
		}
	}
	if s.want != "" && s.want != s.value() {
		return fail(http.StatusBadRequest, "BadDigest", "The %s you specified did not match the calculated checksum.", s.name)
	}
	return nil
}

func (s *checksum) value() string { return base64.StdEncoding.EncodeToString(s.Sum(nil)) }

// checksums are the values by algorithm, once the body has been read.
func (p *payload) checksums() map[string]string {
	values := map[string]string{}
	for _, s := range p.sums {
		values[s.name] = s.value()
	}
	return values
}
