package ui

import "strconv"

// markPath draws the blade of a key with six cuts, whose depths are taken from
// a hash (FNV-1a) of the id. The same id has the same mark everywhere.
func markPath(id string) string {
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	h ^= h >> 32
	b := make([]byte, 0, 96)
	b = append(b, "M1 2h38l4 4"...)
	for i := range 6 {
		x, y := 39-i*6, 12-int(h>>(i*5)&3)*2
		b = append(b, 'L')
		b = strconv.AppendInt(b, int64(x), 10)
		b = append(b, ' ')
		b = strconv.AppendInt(b, int64(y), 10)
		b = append(b, "h-3"...)
	}
	return string(append(b, "L1 8z"...))
}
