// Package ui has the building blocks of pages. A block is a pure function of
// its parameters: it knows no page, no language and no clock, and draws no
// inline script or style. Blocks with many parameters take a struct whose zero
// value works; blocks that hold others take them as children.
package ui

import "time"

// ISO writes a time for the attribute datetime.
func ISO(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// kinds has the classes of each block that comes in kinds.
var kinds = map[string]map[string]string{
	"btn":   {"": "btn", "primary": "btn primary", "quiet": "btn quiet", "danger": "btn danger"},
	"tag":   {"": "tag", "ok": "tag ok", "warn": "tag warn", "bad": "tag bad", "info": "tag info", "full": "tag full"},
	"note":  {"": "note", "ok": "note ok", "warn": "note warn", "bad": "note bad", "info": "note info"},
	"bar":   {"": "bar", "ok": "bar ok", "warn": "bar warn", "bad": "bar bad", "info": "bar info"},
	"flash": {"": "flash", "ok": "flash ok", "warn": "flash warn", "bad": "flash bad", "info": "flash info"},
}

// class returns the class of a block; that of its plain kind when the kind is new.
func class(block, kind string) string {
	if c, ok := kinds[block][kind]; ok {
		return c
	}
	return block
}

// CellClass is the class of a cell of a matrix: that of a tag of the kind, or of
// one that says "nothing" where the kind is "none".
func CellClass(kind string) string {
	if kind == "none" {
		return "dim"
	}
	return class("tag", kind)
}

// first returns the first text that is not empty.
func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
