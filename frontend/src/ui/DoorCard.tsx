import type { ReactNode } from 'react'
import { Brand } from './Brand'
import css from './DoorCard.module.css'

interface DoorCardProps {
  title: string
  words: ReactNode
  children: ReactNode
}

/** The quiet card in the middle of every page on the way in. */
export function DoorCard({ title, words, children }: DoorCardProps) {
  return (
    <main className={css['page']}>
      <div className={css['card']}>
        <Brand />
        <header>
          <h1 className={css['title']}>{title}</h1>
          <p className={css['words']}>{words}</p>
        </header>
        {children}
      </div>
    </main>
  )
}
