// Hangs in a call, standard library only: in a sleep, or with -child in a child that reads our requests. The tools left and right
// are deadlocks of their own, unless it is -healthy.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"time"
)

type request struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params struct {
		Name string `json:"name"`
	} `json:"params"`
}

var answers = map[string]string{
	"initialize": `{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"fixture","version":"1.0.0"}}`,
	"ping":       `{}`,
	"tools/list": `{"tools":[{"name":"left","inputSchema":{"type":"object","properties":{}}},{"name":"right","inputSchema":{"type":"object","properties":{}}}]}`,
	"tools/call": `{"content":[{"type":"text","text":"done"}]}`,
}

var (
	lock    sync.Mutex
	results = make(chan string)
)

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
	switch message.Params.Name {
	case "left":
		left()
	case "right":
		right()
	case "faulty":
		block()
	}
	if result, ok := answers[message.Method]; ok {
		fmt.Printf("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}\n", message.ID, result)
	} else {
		fmt.Printf("{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}\n", message.ID)
	}
}

func has(option string) bool { return len(os.Args) > 1 && os.Args[1] == option }

// The lock is taken twice in one goroutine.
func left() {
	if !has("-healthy") {
		lock.Lock()
		defer lock.Unlock()
	}
	put()
}

func put() {
	lock.Lock()
	lock.Unlock()
}

// Nobody receives.
func right() {
	if !has("-healthy") {
		results <- "done"
	}
}

func block() {
	if has("-child") {
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
