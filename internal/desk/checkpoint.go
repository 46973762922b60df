package desk

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// checkpointName is the name under which checkpoints are signed.
const checkpointName = "keyporter"

// What is wrong with a checkpoint.
var (
	ErrCheckpoint    = errors.New("the checkpoint is malformed, or its signature is not right")
	ErrCheckpointKey = errors.New("the checkpoint was signed with another server key")
)

// Checkpoint says how far the audit log had come at some time. Signed, and kept
// where the database is not, it shows that the end of the log was cut, or that the
// database is an old copy.
type Checkpoint struct {
	Origin string // whose log it is
	Seq    int64
	Hash   string
	At     time.Time
}

// CheckpointKey signs and checks checkpoints.
type CheckpointKey struct {
	signer   note.Signer
	verifier note.Verifier
}

// NewCheckpointKey makes the Ed25519 key of a seed of 32 bytes.
func NewCheckpointKey(seed []byte) (CheckpointKey, error) {
	private := ed25519.NewKeyFromSeed(seed)
	public, _ := private.Public().(ed25519.PublicKey)
	encoded, err := note.NewEd25519VerifierKey(checkpointName, public)
	if err != nil {
		return CheckpointKey{}, fmt.Errorf("encode the key of checkpoints: %w", err)
	}
	verifier, err := note.NewVerifier(encoded)
	if err != nil {
		return CheckpointKey{}, fmt.Errorf("read the key of checkpoints: %w", err)
	}
	const ed25519Note = 1 // the algorithm's number in the format of signed notes
	signer, err := note.NewSigner(fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", checkpointName, verifier.KeyHash(),
		base64.StdEncoding.EncodeToString(append([]byte{ed25519Note}, seed...))))
	if err != nil {
		return CheckpointKey{}, errors.New("the key of checkpoints cannot sign") // err may hold the key
	}
	return CheckpointKey{signer, verifier}, nil
}

// Sign returns the checkpoint as a signed note: four lines, an empty one, and the
// signature.
func (k CheckpointKey) Sign(c Checkpoint) (string, error) {
	text := fmt.Sprintf("%s\n%d\n%s\n%s\n", c.Origin, c.Seq, c.Hash, c.At.UTC().Format(time.RFC3339Nano))
	signed, err := note.Sign(&note.Note{Text: text}, k.signer)
	if err != nil {
		return "", fmt.Errorf("sign the checkpoint: %w", err)
	}
	return string(signed), nil
}

// OpenCheckpoint checks a signed note and reads the checkpoint in it. Any of the
// keys may have signed it. The error is ErrCheckpoint or ErrCheckpointKey.
func OpenCheckpoint(signed string, keys []CheckpointKey) (Checkpoint, error) {
	verifiers := make([]note.Verifier, len(keys))
	for i, k := range keys {
		verifiers[i] = k.verifier
	}
	n, err := note.Open([]byte(signed), note.VerifierList(verifiers...))
	var stranger *note.UnverifiedNoteError
	if errors.As(err, &stranger) {
		return Checkpoint{}, ErrCheckpointKey
	}
	if err != nil {
		return Checkpoint{}, ErrCheckpoint
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 5 {
		return Checkpoint{}, ErrCheckpoint
	}
	seq, err := strconv.ParseInt(lines[1], 10, 64)
	at, wrong := time.Parse(time.RFC3339Nano, lines[3])
	if err != nil || wrong != nil {
		return Checkpoint{}, ErrCheckpoint
	}
	return Checkpoint{Origin: lines[0], Seq: seq, Hash: lines[2], At: at}, nil
}
