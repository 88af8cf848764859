package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// versionInfo is what `ripen version --json` prints.
type versionInfo struct {
	Version  string `json:"version"` // "(devel)" when built from a working tree
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
}

func (a *app) versionCommand() *cobra.Command {
	return withoutConfig(&cobra.Command{
		Use:     "version",
		Short:   "Say which Ripen this is",
		Example: "  ripen version\n  ripen version --json",
		Args:    takes(),
		RunE: func(*cobra.Command, []string) error {
			v := readVersion()
			return a.print(v, func(w io.Writer) {
				fmt.Fprintf(w, "ripen %s %s %s/%s\n", v.Version, v.Go, v.OS, v.Arch)
				if v.Revision != "" {
					fmt.Fprintf(w, "revision %s\n", v.Revision)
				}
			})
		},
	})
}

func readVersion() versionInfo {
	v := versionInfo{Version: "(devel)", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	b, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if b.Main.Version != "" {
		v.Version = b.Main.Version
	}
	for _, s := range b.Settings {
		if s.Key == "vcs.revision" {
			v.Revision = s.Value
		}
	}
	return v
}
