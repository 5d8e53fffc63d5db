#pragma once
// While it is on, every socket this process asks for is refused. Returns how many were asked for since.
void no_socket_begin(void);
int no_socket_end(void);
// Asks for one, as any library would: 0 if it was refused.
int no_socket_try(void);
