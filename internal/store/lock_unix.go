//go:build unix

package store

import (
	"fmt"
	"os"
	"syscall"
)

// fileLock holds an advisory lock for the life of the process; the system
// drops it when the process ends, however it ends.
type fileLock struct{ f *os.File }

func lockFile(path string) (*fileLock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock file: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close() // nothing was written
		return nil, fmt.Errorf("%w (%s)", ErrShared, path)
	}
	return &fileLock{f: f}, nil
}

// Close drops the lock. The file stays: removing it would let two processes
// lock two files of one name.
func (l *fileLock) Close() error { return l.f.Close() }
