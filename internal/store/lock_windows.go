package store

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// fileLock holds a lock for the life of the process; the system drops it when
// the process ends, however it ends.
type fileLock struct{ f *os.File }

func lockFile(path string) (*fileLock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock file: %w", err)
	}
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	if err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped)); err != nil {
		_ = f.Close() // nothing was written
		return nil, fmt.Errorf("%w (%s)", ErrShared, path)
	}
	return &fileLock{f: f}, nil
}

// Close drops the lock. The file stays: removing it would let two processes
// lock two files of one name.
func (l *fileLock) Close() error { return l.f.Close() }
