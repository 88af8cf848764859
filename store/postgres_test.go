package store

import (
	"fmt"
	"os"
	osexec "os/exec"
	"strings"
	"testing"
)

// postgresTypes are the tokens of the shared DDL on PostgreSQL, which compares
// text by bytes only where it is told to.
var postgresTypes = strings.NewReplacer("{i}", "BIGINT", "{t}", `TEXT COLLATE "C"`, "{b}", "BYTEA", "{s}", "")

// The team engine comes later; its schema is held to PostgreSQL from now on.
// RIPEN_TEST_POSTGRES is the URL of a database to try it in, inside a
// transaction that is taken back.
func TestTheSharedSchemaStandsOnPostgreSQL(t *testing.T) {
	url := os.Getenv("RIPEN_TEST_POSTGRES")
	if url == "" {
		t.Log("no PostgreSQL at hand: set RIPEN_TEST_POSTGRES to its URL")
		return
	}
	var ddl []byte
	for n := 1; n <= newestSchema; n++ {
		part, err := migrationFiles.ReadFile(fmt.Sprintf("migrations/%04d_base.sql", n))
		if err != nil {
			t.Fatal(err)
		}
		ddl = append(ddl, part...)
	}
	script := "BEGIN;\n" + postgresTypes.Replace(string(ddl)) + "\nSELECT count(*) FROM lead;\nROLLBACK;\n"
	cmd := osexec.Command("psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", url)
	cmd.Stdin = strings.NewReader(script)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
