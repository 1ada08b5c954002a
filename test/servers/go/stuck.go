// Hangs in a call, standard library only: in a sleep, or with -child in a child that reads our requests.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"time"
)

type request struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
}

var answers = map[string]string{
	"initialize": `{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"fixture","version":"1.0.0"}}`,
	"ping":       `{}`,
}

func main() {
	go heartbeat()
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var message request
		if json.Unmarshal(lines.Bytes(), &message) == nil && message.ID != nil {
			go answer(message)
		}
	}
}

func answer(message request) {
	if message.Method == "tools/call" {
		block()
	}
	fmt.Printf("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}\n", message.ID, answers[message.Method])
}

func block() {
	if len(os.Args) > 1 && os.Args[1] == "-child" {
		child := exec.Command("cat")
		child.Stdin = os.Stdin
		child.Run()
	}
	time.Sleep(time.Minute)
}

func heartbeat() {
	for range time.Tick(time.Minute) {
	}
}
