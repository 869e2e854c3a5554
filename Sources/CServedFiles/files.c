#include "include/CServedFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// `#embed` makes the compiler read the files; a file that changes is compiled again. Add a line to the list below for each new file.

static const unsigned char console_index[] = {
#embed "Console/index.html"
};

const tk_served_file tk_console_files[] = {
    {"index.html", console_index, sizeof console_index},
    {0, 0, 0},
};

const tk_served_file tk_openapi_files[] = {
    {0, 0, 0},
};
