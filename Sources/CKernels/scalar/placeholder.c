#include "CKernels.h"
void tk_placeholder(void) {}
