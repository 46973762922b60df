package sandbox

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"keyporter/internal/store"
)

// Content lies in pieces in the database, so that a request needs no more memory
// than one of them, and what it may hold is bounded: a sandbox is for trying out
// keys and policies, on a disk that is somebody's own.
const (
	chunkSize  = 256 << 10
	mostBody   = 64 << 20 // of one request
	mostStored = 4 << 30  // of all buckets
	staleAfter = 24 * time.Hour
)

// received is a body that has been written down, or is small enough to be written
// with what will have it.
type received struct {
	content string
	data    []byte // nil where it is staged
	size    int64
	md5     []byte
	sums    map[string]string // by algorithm
}

// receive reads the body to its end. What it staged is dropped when that fails.
func (c *s3Call) receive(ctx context.Context, body *payload) (*received, error) {
	switch {
	case body.size < 0:
		return nil, missingLength()
	case body.size > mostBody:
		return nil, s3Fail(http.StatusBadRequest, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size",
			detail{"ProposedSize", strconv.FormatInt(body.size, 10)}, detail{"MaxSizeAllowed", strconv.Itoa(mostBody)})
	}
	if err := c.hasRoom(ctx, body.size); err != nil {
		return nil, err
	}
	if len(body.sums) == 0 {
		body.compute(defaultAlgorithm)
	}
	into := &received{content: hex.EncodeToString(randomBytes(16)), size: body.size}
	hash := md5.New()
	err := c.writeDown(ctx, into, io.TeeReader(body, hash))
	if err != nil {
		c.drop(ctx, into)
		return nil, err
	}
	into.md5, into.sums = hash.Sum(nil), body.checksums()
	return into, nil
}

// hasRoom refuses what would make all buckets too large.
func (c *s3Call) hasRoom(ctx context.Context, size int64) error {
	total, err := c.in.Buckets().TotalSize(ctx)
	if err == nil && total+size > mostStored {
		err = fail(http.StatusInsufficientStorage, "InsufficientStorage", "This sandbox keeps %d bytes at most.", int64(mostStored))
	}
	return err
}

func (c *s3Call) writeDown(ctx context.Context, into *received, body io.Reader) error {
	buffer := make([]byte, min(into.size, chunkSize))
	for at := int64(0); at < into.size; at += int64(len(buffer)) {
		buffer = buffer[:min(into.size-at, chunkSize)]
		if _, err := io.ReadFull(body, buffer); err != nil {
			return cutOff(err)
		}
		if into.size <= chunkSize {
			break // it comes in one piece
		}
		if at == 0 {
			if err := c.in.Buckets().Stage(ctx, into.content, c.at); err != nil {
				return err
			}
		}
		if err := c.in.Buckets().WriteChunk(ctx, into.content, at, buffer); err != nil {
			return err
		}
	}
	if into.size <= chunkSize {
		into.data = buffer
	}
	// Only at its end is a body known to be what was signed.
	if n, err := io.ReadFull(body, make([]byte, 1)); n > 0 {
		return incompleteBody()
	} else if !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// cutOff is what a body says that ends too early.
func cutOff(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return incompleteBody()
	}
	return err
}

// drop removes what was staged, whether the client is still there or not. What it
// cannot remove is swept away at a later start.
func (c *s3Call) drop(ctx context.Context, r *received) {
	if r.data != nil || r.size <= chunkSize {
		return
	}
	if err := c.in.Buckets().Drop(context.WithoutCancel(ctx), r.content); err != nil {
		c.log.WarnContext(ctx, "sandbox content not dropped", "content", r.content, "error", err)
	}
}

// content is a run of what an object holds, to be read piece by piece.
type content struct {
	pieces  []store.Piece
	at, end int64
}

// next reads some more; io.EOF at the end. The content of an object that was
// replaced since is gone.
func (o *content) next(ctx context.Context, in *store.Buckets) ([]byte, error) {
	if o.at >= o.end {
		return nil, io.EOF
	}
	offset := o.at
	for _, piece := range o.pieces {
		if offset >= piece.Size {
			offset -= piece.Size
			continue
		}
		start, data, err := in.ReadChunk(ctx, piece.Content, offset)
		if err == nil && offset-start >= int64(len(data)) {
			err = store.ErrNotFound
		}
		if err != nil {
			return nil, fmt.Errorf("read content %s at %d: %w", piece.Content, offset, err)
		}
		data = data[offset-start:]
		data = data[:min(int64(len(data)), o.end-o.at)]
		o.at += int64(len(data))
		return data, nil
	}
	return nil, io.ErrUnexpectedEOF
}

// readFunc is an io.Reader made of a function.
type readFunc func(b []byte) (int, error)

// Read implements io.Reader.
func (f readFunc) Read(b []byte) (int, error) { return f(b) }

// reader reads the run to its end.
func (o *content) reader(ctx context.Context, in *store.Buckets) io.Reader {
	var piece []byte
	return readFunc(func(b []byte) (n int, err error) {
		if len(piece) == 0 {
			if piece, err = o.next(ctx, in); err != nil {
				return 0, err
			}
		}
		n = copy(b, piece)
		piece = piece[n:]
		return n, nil
	})
}
