import type { Plugin } from 'vite'

export function weight(limit: { page: string; chunks: string[]; font: RegExp; most: number }): Plugin
