// The templates in the order in which they rest on each other. The including file defines
// TK_NAME(op), TK_REDUCTION, TK_LOOP and TK_SHORT_LOOP, and has set its target attributes.
#include "math.h"
#include "elementwise.h"
#include "rows.h"
#include "softmax.h"
