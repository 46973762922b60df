package ledger

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"keyporter/internal/desk"
)

// ReadCheckpoint reads a file with a signed checkpoint. The error of a file that is
// not there is os.ErrNotExist.
func ReadCheckpoint(path string, keys []desk.CheckpointKey) (desk.Checkpoint, error) {
	signed, err := os.ReadFile(path)
	if err != nil {
		return desk.Checkpoint{}, fmt.Errorf("read the checkpoint: %w", err)
	}
	return desk.OpenCheckpoint(string(signed), keys)
}

// writeCheckpoint puts a signed checkpoint in the place of the one before: whoever
// reads the file, and whenever the machine stops, it is one of the two.
func writeCheckpoint(path, signed string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder of the checkpoint: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write the checkpoint: %w", err)
	}
	_, err = f.WriteString(signed)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // it is of no use to anybody
		return fmt.Errorf("write the checkpoint: %w", err)
	}
	return nil
}
