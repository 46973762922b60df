package desk

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// chainDomain separates these hashes from all others.
const chainDomain = "keyporter/audit/v1"

// Record returns the exact bytes of an entry that are hashed and stored.
func (e Entry) Record() ([]byte, error) {
	e.At = e.At.UTC()
	b, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("encode audit entry: %w", err)
	}
	return b, nil
}

// ChainHash returns the hash of a record as hexadecimal text: SHA-256 over the
// domain, the sequence number, the hash of the record before it, and the bytes.
func ChainHash(seq int64, prev string, record []byte) string {
	h := sha256.New()
	h.Write([]byte(chainDomain))
	_ = binary.Write(h, binary.BigEndian, seq) // a hash never fails to write
	h.Write([]byte(prev))
	h.Write(record)
	return hex.EncodeToString(h.Sum(nil))
}

// AuditFilter narrows the audit log. Empty fields do not narrow.
type AuditFilter struct {
	Target string
	Act    string
	Actor  string // name of the operator
	Verb   Verb
	Phase  Phase
	From   time.Time
	To     time.Time // entries before it only
	Before int64     // entries with a smaller number only; 0 begins at the end
	Limit  int
}

// AuditColumns are the columns of the audit log as a report.
func AuditColumns() []string {
	return []string{"seq", "time", "operator", "act", "target", "outcome", "details", "fault", "act_id", "request_id", "client", "reason"}
}

// AuditCells are the cells of an entry under AuditColumns.
func (e Entry) AuditCells() []any {
	return []any{e.Seq, e.At, e.Actor, string(e.Verb), e.Target, string(e.Phase), e.Detail, e.Fault, e.Act, e.RequestID, e.Client, e.Reason}
}
