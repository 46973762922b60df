package main

import (
	"fmt"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the version and the toolchain.
func (versionCommand) Run(s streams) error {
	info, _ := debug.ReadBuildInfo()
	tool := ""
	if info != nil {
		tool = " " + info.GoVersion
	}
	_, err := fmt.Fprintf(s.Out, "keyporter %s%s\n", version(), tool)
	return err
}

// version is what the module system or the revision control tells.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return "(development)"
}
