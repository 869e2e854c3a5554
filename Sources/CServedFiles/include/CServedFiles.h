/// Files that the server hands out as they are, inside the program: the console, and the parts of the OpenAPI document.
#pragma once
#include <stddef.h>

/// One file; `name` is its path below the folder that it lies in, with `/`.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} tk_served_file;

/// Files of the console, and parts of the OpenAPI document, each ended by an entry without a name.
extern const tk_served_file tk_console_files[];
extern const tk_served_file tk_openapi_files[];

/// First entries of the lists: of the console, of the OpenAPI document's parts, and of the page that shows that document.
const tk_served_file *tk_console(void);
const tk_served_file *tk_openapi(void);
const tk_served_file *tk_docs(void);
