// Runs before the first paint, so that whoever chose how the terminal looks never sees a flash of the other way.
try {
  for (const name of ['theme', 'sides']) {
    const chosen = localStorage.getItem(name)
    if (chosen) document.documentElement.dataset[name] = chosen
  }
} catch {
  // Storage is switched off: the system's preference stands.
}
