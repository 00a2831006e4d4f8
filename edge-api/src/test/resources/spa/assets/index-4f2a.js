export const bell = 1
