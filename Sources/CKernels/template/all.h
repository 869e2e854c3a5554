// The templates in the order in which they rest on each other. The including file defines
// TK_NAME(op), TK_REDUCTION, TK_LOOP and TK_SHORT_LOOP, and has set its target attributes.
#include "math.h"
#include "short.h"
#include "elementwise.h"
#include "rows.h"
#include "encoder_math.h"
#include "softmax.h"
#define TK_TO_BF16(x) tk_to_bf16(x)
#include "rounding.h"
#include "operands.h"
#include "encoder.h"
