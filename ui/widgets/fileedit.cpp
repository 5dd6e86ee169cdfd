#include "fileedit.h"

#include "icons.h"
#include "theme.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace Ui {

FileEdit::FileEdit(const QString& what, const QString& filter, QWidget* parent)
    : QWidget(parent), m_what(what), m_filter(filter), m_edit(new QLineEdit(this))
{
    m_edit->setAccessibleName(what);
    m_edit->setClearButtonEnabled(true);
    auto* browse = new QToolButton(this);
    browse->setIcon(icon(QLatin1StringView("document-open")));
    browse->setToolTip(tr("Choose a file"));
    browse->setAccessibleName(tr("Choose the file: %1").arg(what));
    connect(browse, &QToolButton::clicked, this, &FileEdit::choose);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::halfGrid);
    row->addWidget(m_edit, 1);
    row->addWidget(browse);
    setFocusProxy(m_edit);
}

QString FileEdit::path() const
{
    return QDir::fromNativeSeparators(m_edit->text().trimmed());
}

void FileEdit::setPath(const QString& path)
{
    m_edit->setText(QDir::toNativeSeparators(path));
}

void FileEdit::choose()
{
    auto* dialog = new QFileDialog(window(), m_what, QFileInfo(path()).path(), m_filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileEdit::setPath);
    dialog->open();
}

} // namespace Ui
