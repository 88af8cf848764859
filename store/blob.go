package store

import (
	"database/sql/driver"
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// blob is bytes, never NULL, that survive an image in JSON as {"b64": "…"}.
type blob []byte

// Scan copies what the driver lends.
func (b *blob) Scan(src any) error {
	switch v := src.(type) {
	case []byte:
		*b = append(blob{}, v...)
	case nil:
		*b = blob{}
	default:
		return fmt.Errorf("store: %T is no blob", src)
	}
	return nil
}

// Value is empty rather than NULL.
func (b blob) Value() (driver.Value, error) { return append([]byte{}, b...), nil }

// MarshalJSON writes the object that [unblob] reads.
func (b blob) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"b64": base64.StdEncoding.EncodeToString(b)})
}

func unblob(v map[string]any) ([]byte, error) {
	s, _ := v["b64"].(string)
	return base64.StdEncoding.DecodeString(s)
}
