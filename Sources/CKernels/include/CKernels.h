void tk_placeholder(void);
