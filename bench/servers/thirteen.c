/* The server of thirteen.mjs without a run time of its own: what is left of a run is the client. argv[1]: a file with the
   result of tools/list; argv[2]: a file that is told, in nanoseconds, when the first instruction ran. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *PLAIN = "{\"content\":[{\"type\":\"text\",\"text\":\"found 3 of them\"}]}";
static const char *STRUCTURED =
    "{\"content\":[{\"type\":\"text\",\"text\":\"found 3 of them\"}],"
    "\"structuredContent\":{\"id\":\"n_1\",\"count\":3,\"tags\":[\"a\",\"b\"]}}";
static const char *WELCOME =
    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
    "\"serverInfo\":{\"name\":\"thirteen\",\"version\":\"1.0.0\"}}";

static char *list;

static char *read_all(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  long length = ftell(file);
  rewind(file);
  char *text = malloc(length + 1);
  length = (long)fread(text, 1, length, file);
  while (length > 0 && text[length - 1] == '\n') length--;
  text[length] = 0;
  fclose(file);
  return text;
}

static int says(const char *line, const char *method) {
  char wanted[64];
  snprintf(wanted, sizeof wanted, "\"method\":\"%s\"", method);
  return strstr(line, wanted) != NULL;
}

static const char *result_of(const char *line) {
  if (says(line, "initialize")) return WELCOME;
  if (says(line, "ping")) return "{}";
  if (says(line, "tools/list")) return list;
  const char *name = says(line, "tools/call") ? strstr(line, "\"name\":\"tool_") : NULL;
  if (!name) return NULL;
  return atoi(name + strlen("\"name\":\"tool_")) % 4 == 0 ? STRUCTURED : PLAIN;
}

static void tell_start(const char *path) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  FILE *file = fopen(path, "w");
  if (!file) exit(2);
  fprintf(file, "%lld%09ld\n", (long long)now.tv_sec, now.tv_nsec);
  fclose(file);
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  if (argc > 2) tell_start(argv[2]);
  list = read_all(argv[1]);
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, stdin) > 0) {
    const char *id = strstr(line, "\"id\":");
    if (!id) continue;
    const char *result = result_of(line);
    printf("{\"jsonrpc\":\"2.0\",\"id\":%d,", atoi(id + strlen("\"id\":")));
    if (result) printf("\"result\":%s}\n", result);
    else printf("\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}\n");
    fflush(stdout);
  }
  return 0;
}
