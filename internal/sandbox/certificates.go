package sandbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base32"
	"encoding/pem"
	"net/http"
	"strings"
	"time"

	"keyporter/internal/store"
)

// certificateDoc is a signing certificate of a user. Its id comes from what is in
// it, so that the account has each once.
type certificateDoc struct {
	ID       string    `json:"id"`
	Status   string    `json:"status"`
	Uploaded time.Time `json:"uploaded"`
	Changed  time.Time `json:"changed,omitzero"` // when its status was set
	Body     string    `json:"body"`             // in PEM, as it came
}

type certificateXML struct{ UserName, CertificateId, CertificateBody, Status, UploadDate string }

func (d certificateDoc) xml(user string) certificateXML {
	return certificateXML{user, d.ID, d.Body, d.Status, stamp(d.Uploaded)}
}

// leastCertificateID is the length of the shortest id that a call may name.
const leastCertificateID = 24

func certificateMissing(id string) error {
	return noSuchEntity("The Certificate with id %s cannot be found.", id)
}

// certificateID reads one certificate in PEM that is valid at the time.
func certificateID(text string, at time.Time) (string, error) {
	malformed := func(message string) error { return fail(http.StatusBadRequest, "MalformedCertificate", "%s", message) }
	block, rest := pem.Decode([]byte(strings.TrimSpace(text)))
	if block == nil || block.Type != "CERTIFICATE" || len(bytes.TrimSpace(rest)) > 0 {
		return "", malformed("Certificate must be one certificate in PEM format.")
	}
	certificate, err := x509.ParseCertificate(block.Bytes)
	switch {
	case err != nil:
		return "", malformed("Certificate is malformed.")
	case at.After(certificate.NotAfter):
		return "", malformed("Certificate has expired.")
	case at.Before(certificate.NotBefore):
		return "", fail(http.StatusBadRequest, "InvalidCertificate", "Certificate is not yet valid.")
	}
	sum := sha256.Sum256(certificate.Raw)
	return base32.StdEncoding.EncodeToString(sum[:20]), nil
}

func uploadSigningCertificate(ctx context.Context, c *call) (any, error) {
	name, body := users.name(c), c.form.material("CertificateBody")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	id, err := certificateID(body, c.at)
	if err != nil {
		return nil, err
	}
	certificate := certificateDoc{ID: id, Status: keyActive, Uploaded: c.at, Body: body}
	err = users.change(ctx, c, name, func(c *call, user held) error {
		name = user.Name
		_, err := c.in.Get(ctx, kindCertificate, id)
		if err == nil {
			return store.ErrTaken // before the quota is asked about a link that is there
		}
		if err := absent(err, nil); err != nil {
			return err
		}
		return userCertificates.add(ctx, c, user, id, certificate)
	})
	if err != nil {
		return nil, taken(err, fail(http.StatusConflict, "DuplicateCertificate", "The certificate is already associated with a user of the account."))
	}
	return struct{ Certificate certificateXML }{certificate.xml(name)}, nil
}

func listSigningCertificates(ctx context.Context, c *call) (any, error) {
	p := c.page()
	result := struct {
		Certificates []certificateXML `xml:"Certificates>member"`
		paging
	}{}
	name, ofRoot := c.ownerName(users)
	if err := c.form.err(); err != nil || ofRoot {
		return result, err
	}
	user, list, err := belongingsOf[certificateDoc](ctx, c, userCertificates, name)
	if err != nil {
		return nil, err
	}
	list, result.paging, err = slicePage(p, list, func(d certificateDoc) string { return stamp(d.Uploaded) + d.ID })
	for _, d := range list {
		result.Certificates = append(result.Certificates, d.xml(user.Name))
	}
	return result, err
}

func updateSigningCertificate(ctx context.Context, c *call) (any, error) {
	name, id, status := users.name(c), c.form.id("CertificateId", leastCertificateID), c.form.status()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, userCertificates.change(ctx, c, name, id, func(c *call, _ held, row store.Entity) error {
		certificate, err := decode[certificateDoc](row)
		if err != nil {
			return err
		}
		certificate.Status, certificate.Changed = status, c.at
		return updateDoc(ctx, c.in, row, certificate)
	})
}

func deleteSigningCertificate(ctx context.Context, c *call) (any, error) {
	name, id := users.name(c), c.form.id("CertificateId", leastCertificateID)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, userCertificates.drop(ctx, c, name, id)
}
