package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The rules are of "AWS Signature Version 4 for API requests", IAM user guide.
const (
	signAlgorithm = "AWS4-HMAC-SHA256"
	signTime      = "20060102T150405Z"
	maxSkew       = 15 * time.Minute
	maxPresign    = 7 * 24 * time.Hour
	contentHash   = "X-Amz-Content-Sha256"
)

// signature is what a request says about how it was signed, from the header
// Authorization or, presigned, from the query.
type signature struct {
	keyID, day, region, service string
	headers                     []string // signed, in lower case, in order
	value                       string
	at                          time.Time
	expires                     time.Duration // of a presigned request
	presigned                   bool
	token                       bool // a session token is there
}

// readSignature returns nil for a request that is not signed at all.
func readSignature(r *http.Request) (*signature, error) {
	query := r.URL.Query()
	header := r.Header.Get("Authorization")
	switch {
	case header != "":
		return readSignedHeader(r, header)
	case query.Has("X-Amz-Algorithm") || query.Has("X-Amz-Signature"):
		return readPresigned(query)
	}
	return nil, nil
}

func readSignedHeader(r *http.Request, header string) (*signature, error) {
	algorithm, rest, _ := strings.Cut(header, " ")
	if algorithm != signAlgorithm {
		return nil, incomplete("Unsupported AWS 'algorithm': '%s'.", algorithm)
	}
	parts := map[string]string{}
	for part := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		parts[name] = value
	}
	var missing []string
	for _, name := range []string{"Credential", "Signature", "SignedHeaders"} {
		if parts[name] == "" {
			missing = append(missing, "Authorization header requires '"+name+"' parameter.")
		}
	}
	date := r.Header.Get("X-Amz-Date")
	if date == "" {
		if at, err := http.ParseTime(r.Header.Get("Date")); err == nil {
			date = at.UTC().Format(signTime)
		} else {
			missing = append(missing, "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
		}
	}
	if missing != nil {
		return nil, incomplete("%s", strings.Join(missing, " "))
	}
	sig := &signature{value: parts["Signature"], token: r.Header.Get("X-Amz-Security-Token") != ""}
	return sig, sig.complete(parts["Credential"], parts["SignedHeaders"], date)
}

func readPresigned(query url.Values) (*signature, error) {
	if algorithm := query.Get("X-Amz-Algorithm"); algorithm != signAlgorithm {
		return nil, incomplete("Unsupported AWS 'algorithm': '%s'.", algorithm)
	}
	for _, name := range []string{"X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"} {
		if query.Get(name) == "" {
			return nil, incomplete("AWS query-string parameters must include '%s'.", name)
		}
	}
	sig := &signature{
		value: query.Get("X-Amz-Signature"), presigned: true,
		token: query.Get("X-Amz-Security-Token") != "", expires: maxSkew,
	}
	if query.Has("X-Amz-Expires") {
		seconds, err := strconv.ParseUint(query.Get("X-Amz-Expires"), 10, 31)
		if err != nil || time.Duration(seconds)*time.Second > maxPresign {
			return nil, incomplete("X-Amz-Expires must be a number of seconds of at most a week.")
		}
		sig.expires = time.Duration(seconds) * time.Second
	}
	return sig, sig.complete(query.Get("X-Amz-Credential"), query.Get("X-Amz-SignedHeaders"), query.Get("X-Amz-Date"))
}

// complete reads the parts that both forms share.
func (sig *signature) complete(credential, headers, date string) error {
	scope := strings.Split(credential, "/")
	if len(scope) != 5 || scope[4] != "aws4_request" {
		return incomplete("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.")
	}
	sig.keyID, sig.day, sig.region, sig.service = scope[0], scope[1], scope[2], scope[3]
	at, err := time.Parse(signTime, date)
	if err != nil {
		return incomplete("Date must be in ISO-8601 'basic format'. Got '%s'. See http://en.wikipedia.org/wiki/ISO_8601", date)
	}
	sig.at = at
	sig.headers = strings.Split(strings.ToLower(headers), ";")
	if !slices.Contains(sig.headers, "host") {
		return signatureRefused("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
	}
	if sig.day != date[:8] {
		return signatureRefused("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%s' != '%s', from '%s'.",
			sig.day, date[:8], date)
	}
	return nil
}

// checkTime refuses what was signed too long ago or too far ahead.
func (sig *signature) checkTime(now time.Time) error {
	past := maxSkew
	if sig.presigned {
		past = sig.expires
	}
	minutes := strconv.Itoa(int(past / time.Minute))
	switch at := sig.at.Format(signTime); {
	case sig.at.Before(now.Add(-past)):
		return signatureRefused("Signature expired: %s is now earlier than %s (%s - %s min.)",
			at, now.Add(-past).Format(signTime), now.Format(signTime), minutes)
	case sig.at.After(now.Add(maxSkew)):
		return signatureRefused("Signature not yet current: %s is still later than %s (%s + 15 min.)",
			at, now.Add(maxSkew).Format(signTime), now.Format(signTime))
	}
	return nil
}

// matches reports whether the request with this body was signed with secret.
func (sig *signature) matches(r *http.Request, body []byte, secret string) bool {
	hash := hexHash(body)
	if said := r.Header.Get(contentHash); said != "" && said != hash {
		return false
	}
	return sig.signed(r, hash, sig.signingKey(secret))
}

// signed reports whether the request, whose body has this hash, was signed with
// the key that signingKey made.
func (sig *signature) signed(r *http.Request, hash string, key []byte) bool {
	text := signAlgorithm + "\n" + sig.at.Format(signTime) + "\n" + sig.scope() + "\n" +
		hexHash([]byte(sig.canonical(r, hash)))
	return subtle.ConstantTimeCompare([]byte(hexKeyed(key, text)), []byte(sig.value)) == 1
}

func (sig *signature) scope() string {
	return sig.day + "/" + sig.region + "/" + sig.service + "/aws4_request"
}

// signingKey is the key of the day, the region and the service.
func (sig *signature) signingKey(secret string) []byte {
	key := []byte("AWS4" + secret)
	for part := range strings.SplitSeq(sig.scope(), "/") {
		key = keyed(key, part)
	}
	return key
}

func keyed(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// hexKeyed is keyed as signatures are written.
func hexKeyed(key []byte, text string) string { return hex.EncodeToString(keyed(key, text)) }

// canonical writes the request in the one form that both sides sign.
func (sig *signature) canonical(r *http.Request, hash string) string {
	var b strings.Builder
	path := r.URL.EscapedPath()
	if sig.service == s3 {
		path = r.URL.Path // which S3 escapes once, and other services twice
	}
	if path == "" {
		path = "/"
	}
	b.WriteString(r.Method + "\n" + strings.ReplaceAll(escape(path), "%2F", "/") + "\n" + canonicalQuery(r.URL.RawQuery) + "\n")
	for _, name := range sig.headers {
		var values []string
		switch name {
		case "host":
			values = []string{r.Host}
		case "content-length": // net/http takes these out of the headers
			values = []string{strconv.FormatInt(r.ContentLength, 10)}
		case "transfer-encoding":
			values = slices.Clone(r.TransferEncoding)
		default:
			values = slices.Clone(r.Header.Values(name))
		}
		for i, v := range values {
			values[i] = strings.Join(strings.Fields(v), " ")
		}
		b.WriteString(name + ":" + strings.Join(values, ",") + "\n")
	}
	b.WriteString("\n" + strings.Join(sig.headers, ";") + "\n" + hash)
	return b.String()
}

// canonicalQuery sorts the parameters by name and value, escaped anew, without
// the signature itself.
func canonicalQuery(raw string) string {
	var pairs [][2]string
	for pair := range strings.SplitSeq(raw, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name, value = reescape(name), reescape(value)
		if pair != "" && name != "X-Amz-Signature" {
			pairs = append(pairs, [2]string{name, value})
		}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int {
		if c := strings.Compare(a[0], b[0]); c != 0 {
			return c
		}
		return strings.Compare(a[1], b[1])
	})
	var list []string
	for _, p := range pairs {
		list = append(list, p[0]+"="+p[1])
	}
	return strings.Join(list, "&")
}

func reescape(s string) string {
	plain, err := url.QueryUnescape(s)
	if err != nil {
		return s
	}
	return escape(plain)
}

// escape encodes all bytes but RFC 3986's unreserved ones, as AWS does in
// signatures and in the policy documents of its replies.
func escape(s string) string {
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s) + len(s)/2)
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hexDigits[c>>4], hexDigits[c&15]})
	}
	return b.String()
}

func hexHash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func incomplete(format string, args ...any) error {
	return fail(http.StatusBadRequest, "IncompleteSignature", format, args...)
}
