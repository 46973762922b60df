package desk

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"

	"keyporter/internal/fault"
)

// Encoding is how a file that was read has its letters.
type Encoding string

// The encodings that ReadSheet knows.
const (
	UTF8  Encoding = "utf-8"
	UTF16 Encoding = "utf-16"
	CP949 Encoding = "cp949" // of Excel on Windows in Korean
)

// Sheet is a table of text that somebody sent: what is in it, and how it was read.
type Sheet struct {
	Encoding  Encoding
	Separator rune // ',', ';' or a tab
	Head      []string
	Rows      []SheetRow
}

// SheetRow is one row. Line is where it begins in the file, from 1. Where it cannot
// be read Fault says why, and it has no cells.
type SheetRow struct {
	Line  int
	Cells []string
	Fault *fault.Fault
}

// ReadSheet reads a table whose first line has the heads of its columns, as
// spreadsheets save it: cells are quoted as RFC 4180 says, a quoted one may have
// line ends in it, and white space around a cell is dropped. The encoding is
// UTF-8, UTF-16 behind a byte-order mark, or CP949 where it is no UTF-8; the
// separator is the one that the first line has most.
//
// A row that cannot be read is a row with a fault. A table without a head, and one
// of more rows than most, is refused.
func ReadSheet(data []byte, most int) (Sheet, error) {
	text, encoding := decode(data)
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	s := Sheet{Encoding: encoding, Separator: separator(text)}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = s.Separator, -1
	head, err := r.Read()
	if err != nil || damaged(head) || blank(head) {
		return s, fault.New(fault.Invalid, fault.CodeSheetHead)
	}
	for _, h := range head {
		s.Head = append(s.Head, strings.TrimSpace(h))
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if len(s.Rows) == most {
			return s, fault.New(fault.Invalid, fault.CodeSheetRows, strconv.Itoa(most))
		}
		s.Rows = append(s.Rows, readRow(r, cells, len(s.Head), err))
	}
}

func readRow(r *csv.Reader, cells []string, heads int, err error) SheetRow {
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return SheetRow{Line: wrong.StartLine, Fault: fault.New(fault.Invalid, fault.CodeRowQuotes)}
	}
	row := SheetRow{Cells: cells}
	row.Line, _ = r.FieldPos(0)
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	switch {
	case damaged(cells):
		row.Fault = fault.New(fault.Invalid, fault.CodeRowLetters)
	case blank(cells):
		row.Fault = fault.New(fault.Invalid, fault.CodeRowEmpty)
	case len(cells) > heads && !blank(cells[heads:]):
		row.Fault = fault.New(fault.Invalid, fault.CodeRowCells, strconv.Itoa(len(cells)), strconv.Itoa(heads))
	default:
		row.Cells = cells[:min(len(cells), heads)]
		return row
	}
	row.Cells = nil
	return row
}

// decode returns the text of a file. What is no letter in its encoding becomes
// U+FFFD.
func decode(data []byte) (string, Encoding) {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		text, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err == nil {
			return string(text), UTF16
		}
	}
	if mark := []byte("\ufeff"); bytes.HasPrefix(data, mark) {
		return strings.ToValidUTF8(string(data[len(mark):]), "\ufffd"), UTF8
	}
	if utf8.Valid(data) {
		return string(data), UTF8
	}
	text := strings.ToValidUTF8(string(data), "\ufffd")
	other, err := korean.EUCKR.NewDecoder().Bytes(data) // CP949: UHC with all of EUC-KR
	if err == nil && strings.Count(string(other), "\ufffd") < strings.Count(text, "\ufffd") {
		return string(other), CP949
	}
	return text, UTF8
}

// separator finds what stands between the cells of the first line.
func separator(text string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, c := range strings.TrimLeft(text, "\r\n") {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n':
			return mostOf(counts)
		default:
			counts[c]++
		}
	}
	return mostOf(counts)
}

func mostOf(counts map[rune]int) rune {
	found := ','
	for _, c := range ";\t" {
		if counts[c] > counts[found] {
			found = c
		}
	}
	return found
}

// damaged reports whether a cell has what no text has.
func damaged(cells []string) bool {
	for _, c := range cells {
		if strings.ContainsAny(c, "\x00\ufffd") {
			return true
		}
	}
	return false
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}
