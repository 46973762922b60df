package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"runtime"
	"strconv"

	"keyporter/internal/policy"
	"keyporter/internal/text"
)

// blockSize is how much of the input goes to one worker at a time. A line that
// is longer goes whole.
const blockSize = 128 << 10

// block is a piece of the input with whole lines, and the place for its answers.
type block struct {
	lines   []byte
	first   int // number of its first line, from 1
	answers chan []byte
}

// batch answers each line of the input with a line. A line that cannot be
// decided is answered with an error; only an input that cannot be read ends it.
func (c *simulateCommand) batch(s streams) error {
	in := s.In
	if c.File != "" && c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return misused("%v", err)
		}
		defer func() { _ = f.Close() }() // only read
		in = f
	}
	t := text.Pick(c.Lang, "")
	workers := runtime.GOMAXPROCS(0)
	todo := make(chan block, workers)
	ordered := make(chan block, 4*workers)
	for range workers {
		go func() {
			for b := range todo {
				b.answers <- answerLines(t, b.lines, b.first)
			}
		}()
	}
	failed := make(chan error, 1)
	go func() {
		failed <- split(in, func(b block) {
			ordered <- b
			todo <- b
		})
		close(todo)
		close(ordered)
	}()
	out := bufio.NewWriterSize(s.Out, blockSize)
	var broken error
	for b := range ordered {
		if _, err := out.Write(<-b.answers); err != nil && broken == nil {
			broken = err // go on reading, so that every goroutine ends
		}
	}
	if err := <-failed; err != nil {
		_ = out.Flush() // what was answered is worth having beside the error
		return misused("read the cases: %v", err)
	}
	return errors.Join(broken, out.Flush())
}

// split cuts the input into blocks of whole lines.
func split(in io.Reader, emit func(block)) error {
	r := bufio.NewReaderSize(in, blockSize)
	number := 1
	var lines []byte
	send := func() {
		if len(lines) > 0 {
			emit(block{lines: lines, first: number, answers: make(chan []byte, 1)})
			number += bytes.Count(lines, []byte("\n"))
			lines = nil
		}
	}
	for {
		line, err := r.ReadSlice('\n')
		lines = append(lines, line...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			send()
			return nil
		case err != nil:
			send()
			return err
		case len(lines) >= blockSize/2:
			send()
		}
	}
}

// answerLines answers each line that is not empty.
func answerLines(t *text.Text, lines []byte, number int) []byte {
	out := make([]byte, 0, len(lines)/4)
	for len(lines) > 0 {
		line, rest, _ := bytes.Cut(lines, []byte("\n"))
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			out = appendAnswer(t, out, string(line), number)
		}
		lines = rest
		number++
	}
	return out
}

// answered is a line of the output. Missing and absent keys go with the reasons.
type answered struct {
	Decision policy.Outcome `json:"decision"`
	Reasons  []any          `json:"reasons"`
}

type missingReason struct {
	Missing policy.Layer `json:"missing"`
	Level   string       `json:"level,omitempty"`
}

type causeReason struct {
	Cause policy.Cause `json:"cause"`
}

func appendAnswer(t *text.Text, out []byte, line string, number int) []byte {
	c, err := policy.ReadCase(line)
	out = append(out, `{"id":`...)
	if c.ID == "" {
		out = append(out, `null,"line":`...)
		out = strconv.AppendInt(out, int64(number), 10)
	} else {
		out = append(out, c.ID...)
	}
	if err != nil {
		return append(appendJSON(append(out, `,"error":`...), refusal(t, err)), "}\n"...)
	}
	d := policy.Evaluate(c.Request, c.Policies)
	a := answered{Decision: d.Outcome, Reasons: []any{causeReason{d.Cause}}}
	for _, r := range d.Reasons {
		a.Reasons = append(a.Reasons, newReason(r))
	}
	for _, m := range d.Missing {
		a.Reasons = append(a.Reasons, missingReason{m.Layer, m.Level})
	}
	rest := appendJSON(nil, a)
	return append(append(append(out, ','), rest[1:]...), '\n')
}

// appendJSON writes a value of our own, which always can be written.
func appendJSON(out []byte, v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // texts and numbers only
	return append(out, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
}
